using System;
using System.Threading.Tasks;
using Xunit;

namespace GenesysOutbound.Client.Tests.Support;

internal static class Errors
{
    /// <summary>Expects one error of the table, that says something, and nothing of a stack.</summary>
    public static async Task<GwsException> OfAsync(string errorId, Func<Task> action)
    {
        var error = await Assert.ThrowsAnyAsync<GwsException>(action);
        Check(errorId, error);
        return error;
    }

    public static GwsException Of(string errorId, Action action)
    {
        var error = Assert.ThrowsAny<GwsException>(action);
        Check(errorId, error);
        return error;
    }

    private static void Check(string errorId, GwsException error)
    {
        Assert.Equal(errorId, error.ErrorId);
        Assert.NotEmpty(error.Message);
        Assert.DoesNotContain("   at ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }
}
