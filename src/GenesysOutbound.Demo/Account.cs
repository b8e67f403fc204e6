using System.IO;
using System.Linq;
using GenesysOutbound.Client;
using GenesysOutbound.Simulator;

namespace GenesysOutbound.Demo;

/// <summary>What happened to every record, told by the server's own lists.</summary>
internal static class Account
{
    private const string CallingList = "CallingList1";

    public static void Write(GwsSimulator simulator, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine("What the server's calling list says now");
        output.WriteLine("record  phone         status        call result         what happened to it");
        var list = simulator.Records.Where(r => r.CallingList == CallingList).ToList();
        foreach (var record in list.Where(r => r.History.Count > 0).OrderBy(r => r.RecordHandle))
        {
            output.WriteLine(
                $"{record.RecordHandle,6}  {record.Phone,-12}  {record.Status,-12}  {GwsCallResult.FromInt32(record.CallResult).Name,-18}  {string.Join("; ", record.History)}");
        }

        output.WriteLine();
        foreach (var status in list.GroupBy(r => r.Status).OrderBy(g => g.Key))
        {
            output.WriteLine($"{status.Count(),6} records {status.Key}");
        }

        output.WriteLine($"{list.Count,6} records in all, {list.Count(r => r.History.Count > 0)} of them touched.");
    }
}
