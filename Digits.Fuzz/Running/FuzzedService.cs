using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Digits.Fuzz.Running;

/// <summary>The service as a process of its own on a port of its own, with its default options, and what the system counts for it.</summary>
/// <remarks>Its log, without the lines of failed requests, goes to nowhere. Counts are Linux's; elsewhere they are zero.</remarks>
internal sealed class FuzzedService : IDisposable
{
    private static readonly TimeSpan MostToStart = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private FuzzedService(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public bool HasEnded => _process.HasExited;

    /// <summary>Processor time since its start.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Megabytes in memory now.</summary>
    public long Resident => Count("VmRSS");

    /// <summary>The most megabytes in memory since <see cref="ForgetPeak"/>.</summary>
    public long Peak => Count("VmHWM");

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <param name="options">Options of the section Digits, such as DeadlineSeconds=2.</param>
    public static async Task<FuzzedService> StartAsync(params string[] options)
    {
        int port = FreePort();
        var address = new Uri($"http://127.0.0.1:{port}");
        string service = Path.Combine(AppContext.BaseDirectory, "Digits.Api.dll");
        var start = new ProcessStartInfo(Dotnet(), [service, "--urls", address.ToString(), .. options.Select(option => "--Digits:" + option)])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["Serilog__MinimumLevel__Default"] = "Fatal";
        Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var running = new FuzzedService(process, address);
        using var client = new HttpClient { BaseAddress = address };
        for (long started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < MostToStart && !process.HasExited; await Task.Delay(50))
        {
            try
            {
                if ((await client.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode)
                {
                    return running;
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
        }

        running.Dispose();
        throw new InvalidOperationException("The service does not become ready.");
    }

    /// <summary>Has the peak counted anew from here (proc(5), clear_refs).</summary>
    public void ForgetPeak()
    {
        if (OperatingSystem.IsLinux())
        {
            File.WriteAllText($"/proc/{_process.Id}/clear_refs", "5");
        }
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private long Count(string name)
    {
        if (!OperatingSystem.IsLinux())
        {
            return 0;
        }

        string line = File.ReadLines($"/proc/{_process.Id}/status").FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) ?? $"{name}: 0 kB";
        return long.Parse(line.AsSpan(name.Length + 1).Trim(" \tkB"), CultureInfo.InvariantCulture) / 1024;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Dotnet()
    {
        string name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        string? root = Environment.GetEnvironmentVariable("DOTNET_ROOT");
        string host = Environment.ProcessPath is { } path && Path.GetFileName(path) == name ? path : Path.Combine(root ?? string.Empty, name);
        return File.Exists(host) ? host : name;
    }
}
