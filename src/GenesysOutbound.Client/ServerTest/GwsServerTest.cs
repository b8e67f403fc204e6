using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client.Facts;
using GenesysOutbound.Client.Http;
using GenesysOutbound.Client.ServerTest;

namespace GenesysOutbound.Client;

/// <summary>
/// Finds out which facts of docs/fidelity.md hold for a server. It only reads, unless a campaign is named; no command is sent
/// twice. A server that answers nonsense is a finding, not a failure.
/// </summary>
public static class GwsServerTest
{
    /// <summary>Errors that say nothing about how the server speaks: the caller must put them right first.</summary>
    private static readonly HashSet<string> Failures = new(StringComparer.Ordinal)
    {
        GwsErrorIds.ConnectTimeout, GwsErrorIds.CertificateRefused, GwsErrorIds.ProxyRefused,
        GwsErrorIds.AuthenticationFailed, GwsErrorIds.UnencryptedAuthentication, GwsErrorIds.InvalidParameter,
        GwsErrorIds.JournalFailed, GwsErrorIds.JournalInUse, GwsErrorIds.JournalMismatch,
    };

    /// <summary>
    /// Logs in, tests the server, and logs out. The agent is logged in to the contact center only when a campaign is named
    /// and nobody has logged the agent in; only such a login is ended again.
    /// </summary>
    /// <param name="session">How to log in.</param>
    /// <param name="test">How to test; null for reading only.</param>
    /// <param name="cancellationToken">Stops the test. A record that was taken is given back all the same.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="GwsException">The server cannot be reached, or it refuses the user.</exception>
    public static async Task<GwsServerTestResult> RunAsync(
        GwsSessionOptions session, GwsServerTestOptions? test = null, CancellationToken cancellationToken = default)
    {
        _ = session ?? throw new ArgumentNullException(nameof(session));
        var options = test ?? new GwsServerTestOptions();
        var recorder = new EvidenceRecorder();
        var notes = new TestNotes(options.Remarked);
        var run = new ServerTestRun(options, ServerBindings.Default.Facts, recorder, notes);
        GwsSession? opened = null;
        try
        {
            options.Progress?.Invoke("Logging in", 0);
            opened = await ConnectAsync(session, recorder, notes, cancellationToken).ConfigureAwait(false);
            if (opened is not null)
            {
                notes.Redact = opened.Http.Clean;
                await run.RunAsync(opened, isOwn: true, cancellationToken).ConfigureAwait(false);
            }

            return await run.EndAsync(opened, session.Uri, PrivateTexts(opened, session.Uri, session.UserName, options))
                .ConfigureAwait(false);
        }
        finally
        {
            if (opened is not null)
            {
                options.Progress?.Invoke("Saying goodbye", 99);
                await opened.DisconnectAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Tests the server of an open session, and leaves the session as it is.</summary>
    /// <param name="session">The session.</param>
    /// <param name="test">How to test; null for reading only.</param>
    /// <param name="cancellationToken">Stops the test. A record that was taken is given back all the same.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="GwsException">The session is closed or lost.</exception>
    public static async Task<GwsServerTestResult> RunAsync(
        GwsSession session, GwsServerTestOptions? test = null, CancellationToken cancellationToken = default)
    {
        _ = session ?? throw new ArgumentNullException(nameof(session));
        session.EnsureOpen();
        var options = test ?? new GwsServerTestOptions();
        var recorder = new EvidenceRecorder();
        var notes = new TestNotes(options.Remarked) { Redact = session.Http.Clean };
        var run = new ServerTestRun(options, session.Binding.Facts, recorder, notes);
        session.Http.Observer = recorder;
        try
        {
            await run.RunAsync(session, isOwn: false, cancellationToken).ConfigureAwait(false);
            return await run.EndAsync(session, session.Uri, PrivateTexts(session, session.Uri, session.UserName, options))
                .ConfigureAwait(false);
        }
        finally
        {
            session.Http.Observer = null;
        }
    }

    private static async Task<GwsSession?> ConnectAsync(
        GwsSessionOptions session, EvidenceRecorder recorder, TestNotes notes, CancellationToken cancellationToken)
    {
        var options = session with
        {
            Observer = recorder,
            StartContactCenterSession = false,
            MediaChannels = ["voice"],
            JournalPath = null,
        };
        try
        {
            return await GwsSession.ConnectAsync(options, cancellationToken).ConfigureAwait(false);
        }
        catch (GwsException error) when (IsFinding(error))
        {
            notes.Add($"No session could be opened ({error.ErrorId}), so little can be judged: {new WireText(error.Message)}");
            return null;
        }
    }

    // An answer that cannot be read comes as a broken connection; a connection that was never made is the caller's concern.
    private static bool IsFinding(GwsException error) => error.ErrorId == GwsErrorIds.ConnectionFailed
        ? error.InnerException is ConnectionCause { IsBeforeSending: false }
        : !Failures.Contains(error.ErrorId);

    private static List<string> PrivateTexts(GwsSession? session, Uri uri, string userName, GwsServerTestOptions options)
    {
        var texts = new List<string?> { userName, uri.Host, uri.Authority, options.CampaignName };
        if (session is not null)
        {
            var user = session.User;
            texts.AddRange([user.UserId, user.UserName, user.FirstName, user.LastName, user.EmailAddress]);
            texts.AddRange(session.Devices
                .SelectMany(device => new[] { device.DeviceId, device.PhoneNumber, device.DevicePath }));
            texts.AddRange(session.Campaigns.Snapshot().Select(campaign => campaign.CampaignName));
        }

        return texts.OfType<string>().Where(text => text.Length > 0).Distinct().OrderByDescending(text => text.Length).ToList();
    }
}
