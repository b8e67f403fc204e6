using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Desktop.ServiceClientApi;

/// <summary>
/// The methods that the host answers, by name. A method that changes something is refused when the desktop is read-only.
/// </summary>
internal sealed class MethodTable
{
    /// <summary>Carries out a method.</summary>
    public delegate Task<JToken?> Method(RequestParameters given, GwsOperationOptions options, CancellationToken stop);

    private readonly Dictionary<string, (Method Method, bool Changes)> _methods = new(StringComparer.Ordinal);

    /// <summary>The names of the methods.</summary>
    public IEnumerable<string> Names => _methods.Keys.OrderBy(name => name, StringComparer.Ordinal);

    /// <summary>Adds a method that changes nothing.</summary>
    public void Read(string name, Func<RequestParameters, JToken?> method) =>
        _methods.Add(name, ((given, _, _) => Task.FromResult(method(given)), Changes: false));

    /// <summary>Adds a method that changes nothing and asks the server.</summary>
    public void Read(string name, Method method) => _methods.Add(name, (method, Changes: false));

    /// <summary>Adds a method that changes something, on the server or on what is pending.</summary>
    public void Change(string name, Method method) => _methods.Add(name, (method, Changes: true));

    /// <summary>Adds a method that changes what is pending, without a request to the server. Its reply has no data.</summary>
    public void Change(string name, Action<RequestParameters> method) => _methods.Add(
        name,
        ((given, _, _) =>
        {
            method(given);
            return Task.FromResult<JToken?>(null);
        }, Changes: true));

    /// <summary>Finds a method.</summary>
    /// <exception cref="ServiceClientException">There is none, or it is refused here.</exception>
    public Method Get(string name, bool isReadOnly)
    {
        if (!_methods.TryGetValue(name, out var found))
        {
            throw new ServiceClientException($"The method '{name}' is not available in this desktop.");
        }

        return found.Changes && isReadOnly
            ? throw new ServiceClientException(
                $"The desktop was started with -ReadOnly; '{name}' would change something and was not carried out.")
            : found.Method;
    }
}
