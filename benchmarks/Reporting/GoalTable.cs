using System.Globalization;
using System.Text;

namespace GenesysOutbound.Benchmarks.Reporting;

/// <summary>Rows of goals: what was measured, what the goal is, and whether it is reached.</summary>
internal sealed class GoalTable
{
    private readonly StringBuilder _text = new("| what | measured | goal | |\n| --- | --- | --- | --- |\n");

    public void AtLeast(string what, Spread? measured, double goal, string unit = "") =>
        Add(what, measured, $"at least {Text(goal)}{unit}", measured?.Median >= goal);

    public void AtMost(string what, Spread? measured, double goal, string unit = "") =>
        Add(what, measured, $"at most {Text(goal)}{unit}", measured?.Median <= goal);

    public override string ToString() => _text.ToString();

    private void Add(string what, Spread? measured, string goal, bool? reached) =>
        _text.Append(CultureInfo.InvariantCulture,
            $"| {what} | {measured?.ToString() ?? "-"} | {goal} | {(reached == true ? "reached" : "**missed**")} |\n");

    private static string Text(double goal) => goal.ToString("0.##", CultureInfo.InvariantCulture);
}
