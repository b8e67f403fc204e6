using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Pester.Tests;
using Xunit.Sdk;
using Xunit.v3;

[assembly: Xunit.TestFramework(typeof(PesterTestFramework))]

namespace GenesysOutbound.Pester.Tests;

/// <summary>
/// xunit's own framework, which begins every suite that a test of this run asks for before the first test waits for one: xunit
/// takes the tests of a class one after the other, and the suites are to run side by side.
/// </summary>
public sealed class PesterTestFramework : XunitTestFramework
{
    protected override ITestFrameworkExecutor CreateExecutor(Assembly assembly) =>
        new Executor(new XunitTestAssembly(assembly, null, assembly.GetName().Version));

    private sealed class Executor(IXunitTestAssembly assembly) : XunitTestFrameworkExecutor(assembly)
    {
        public override async ValueTask RunTestCases(
            IReadOnlyCollection<IXunitTestCase> testCases,
            IMessageSink executionMessageSink,
            ITestFrameworkExecutionOptions executionOptions,
            CancellationToken cancellationToken)
        {
            var wanted = testCases.OfType<XunitTestCase>()
                .Where(item => item.TestMethodArguments is [string, string, ..])
                .Select(item => (Host: (string)item.TestMethodArguments[0]!, Suite: (string)item.TestMethodArguments[1]!))
                .Distinct()
                .Select(item => (Suites.Hosts.Single(host => host.Name == item.Host), item.Suite));
            try
            {
                Suites.Start(wanted, cancellationToken);
                await base.RunTestCases(testCases, executionMessageSink, executionOptions, cancellationToken);
            }
            finally
            {
                Suites.End();
            }
        }
    }
}
