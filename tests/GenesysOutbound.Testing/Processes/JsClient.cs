using System;
using System.Collections.Generic;

namespace GenesysOutbound.Testing.Processes;

/// <summary>The official JavaScript client in a process of its own.</summary>
public sealed class JsClient(Uri url, string channel, bool ack = true, params IEnumerable<string> more)
    : LineProcess("node", PeerFolder.Ready.Path,
        ["js-client.mjs", "--url", url.ToString(), "--channel", channel, "--ack", ack ? "true" : "false", .. more]);
