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
                .Where(one => one.TestMethodArguments is [string, string, ..])
                .Select(one => (Host: (string)one.TestMethodArguments[0]!, Suite: (string)one.TestMethodArguments[1]!))
                .Distinct()
                .Select(one => (Suites.Hosts.Single(host => host.Name == one.Host), one.Suite));
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
