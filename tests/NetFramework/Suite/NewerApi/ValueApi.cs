using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;

namespace GenesysOutbound;

internal static class ValueApi
{
    extension(DateTimeOffset)
    {
        public static DateTimeOffset UnixEpoch => new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);
    }

    extension(Enum)
    {
        public static T[] GetValues<T>()
            where T : struct, Enum => (T[])Enum.GetValues(typeof(T));

        public static string[] GetNames<T>()
            where T : struct, Enum => Enum.GetNames(typeof(T));
    }

    extension(Array)
    {
        public static void Clear(Array array) => Array.Clear(array, 0, array.Length);
    }

    extension(GC)
    {
        /// <summary>Always 0: what is allocated is measured on the newest runtime, and only there.</summary>
        public static long GetAllocatedBytesForCurrentThread() => 0;
    }

    extension(Random random)
    {
        public static Random Shared => new(Guid.NewGuid().GetHashCode());

        public long NextInt64(long from, long until) => from + (long)(random.NextDouble() * (until - from));
    }

    extension<T>(IEnumerable<T> items)
    {
        public IEnumerable<T> Order() => items.OrderBy(item => item);

        public IEnumerable<T> Order(IComparer<T> comparer) => items.OrderBy(item => item, comparer);

        public IEnumerable<T> TakeLast(int count)
        {
            T[] all = items.ToArray();
            return all.Skip(all.Length - count);
        }

        public IEnumerable<(T First, TOther Second)> Zip<TOther>(IEnumerable<TOther> others) =>
            items.Zip(others, (first, second) => (first, second));
    }

    extension<T>(ConcurrentQueue<T> queue)
    {
        public void Clear()
        {
            while (queue.TryDequeue(out _))
            {
            }
        }
    }
}
