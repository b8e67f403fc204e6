using System;
using System.Collections.Generic;
using System.Linq;

namespace GenesysOutbound.Client;

/// <summary>The user's voice devices, kept current from events.</summary>
internal sealed class DeviceStore
{
    // An agent has one or two. A server that names many more does not name devices.
    private const int Capacity = 1_000;

    private readonly object _gate = new();
    private List<GwsDevice> _devices = [];

    /// <summary>The devices now; the list is never changed.</summary>
    public IReadOnlyList<GwsDevice> Devices
    {
        get
        {
            lock (_gate)
            {
                return _devices;
            }
        }
    }

    public void Replace(IReadOnlyList<GwsDevice> devices)
    {
        lock (_gate)
        {
            _devices = [.. devices.Take(Capacity)];
        }
    }

    public void Apply(IReadOnlyList<GwsDevice> update)
    {
        if (update.Count == 0)
        {
            return;
        }

        lock (_gate)
        {
            var devices = new List<GwsDevice>(_devices);
            foreach (var device in update)
            {
                var at = devices.FindIndex(known => known.DeviceId == device.DeviceId);
                if (at < 0)
                {
                    if (devices.Count < Capacity)
                    {
                        devices.Add(device);
                    }
                }
                else
                {
                    devices[at] = device;
                }
            }

            _devices = devices;
        }
    }

    /// <summary>The device for outbound requests: the first that is active, else the first.</summary>
    public string? DefaultPath()
    {
        var devices = Devices;
        var chosen = devices.FirstOrDefault(device =>
            string.Equals(device.DeviceState, "Active", StringComparison.OrdinalIgnoreCase))
            ?? (devices.Count > 0 ? devices[0] : null);
        return chosen?.DevicePath;
    }
}
