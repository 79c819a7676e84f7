using Digits.Tests.Support;

namespace Digits.BrowserTests.Support;

/// <summary>The service with the page to draw on, as a process of its own on a port of its own.</summary>
public sealed class Service : IDisposable
{
    private readonly ServiceProcess _process;

    private Service(ServiceProcess process, Uri address)
    {
        _process = process;
        Address = address;
    }

    /// <summary>Where it is, with a slash at the end.</summary>
    public Uri Address { get; }

    /// <summary>Where the page is.</summary>
    public Uri Pad => new(Address, "draw-pad/");

    /// <summary>Starts one and waits until it is ready; skips the test where there is no Chromium to open its pages.</summary>
    /// <param name="port">0 for a free one.</param>
    /// <param name="options">Of the section Digits, as Name=value.</param>
    public static async Task<Service> StartAsync(int port, params string[] options)
    {
        Chromium.RequirePath();
        string[] arguments = ["--urls", $"http://127.0.0.1:{port}", "--Digits:DrawPad=true", .. options.Select(option => $"--Digits:{option}")];
        var process = new ServiceProcess([], arguments);
        try
        {
            Uri address = await process.ReadyAsync();

            // Nobody reads the log, and a full pipe would hold the service up.
            _ = process.Output.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
            return new Service(process, address);
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    public void Dispose() => _process.Dispose();
}
