using System.Net;
using Digits.Api.Hosting;
using Digits.Core.Inference;
using Digits.Core.Recognition;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Serilog;

[assembly: AssemblyFixture(typeof(Digits.Tests.Support.DigitsFactory))]

namespace Digits.Tests.Support;

/// <summary>The service in memory, or over sockets, with the options and the model that a test asks for.</summary>
/// <remarks>One with every default is shared by all tests; a test that changes anything makes its own.</remarks>
public sealed class DigitsFactory : WebApplicationFactory<Program>
{
    private readonly Dictionary<string, string?> _settings = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Stands in for the network; null for the shipped one.</summary>
    internal GatedModel? Model { get; init; }

    /// <summary>Receives what the service logs; null to log nothing.</summary>
    internal CapturedLog? Log { get; init; }

    /// <summary>Changes the service's own registrations; null to change none.</summary>
    internal Action<IServiceCollection>? Configure { get; init; }

    /// <summary>Sets an option of the section Digits.</summary>
    internal DigitsFactory With(string option, string value)
    {
        _settings["Digits:" + option] = value;
        return this;
    }

    /// <summary>Puts the service on a free port, behind the real server.</summary>
    internal DigitsFactory Listening()
    {
        // Not UseKestrel(0), which changes the addresses of a server that may have started already.
        UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        return this;
    }

    /// <summary>A client of the service, whose models are loaded.</summary>
    internal async Task<HttpClient> ReadyClientAsync()
    {
        HttpClient client = CreateClient();
        await Services.GetRequiredService<DigitRecognizer>().LoadAsync(TestContext.Current.CancellationToken);
        return client;
    }

    /// <summary>Gives the model something to hold, past the limits of requests.</summary>
    /// <returns>What comes of it once the model is let go.</returns>
    internal async Task<Task<Outcome<Prediction>>> OccupyAsync()
    {
        Task<Outcome<Prediction>> occupant = Services.GetRequiredService<DigitRecognizer>()
            .RecognizePixelsAsync(Samples.SevenPixels, cancellationToken: TestContext.Current.CancellationToken).AsTask();
        await Model!.RunBegunAsync();
        return occupant;
    }

    public override ValueTask DisposeAsync()
    {
        // A held model would keep the service from ending.
        Model?.Release();
        return base.DisposeAsync();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        foreach ((string option, string? value) in _settings)
        {
            // As on the command line, which is read before anything is registered.
            builder.UseSetting(option, value);
        }

        builder.ConfigureServices((context, services) =>
        {
            LoggerConfiguration log = LogSettings.Read(context.Configuration);
            services.AddSerilog((Log is null ? log : log.WriteTo.Sink(Log)).CreateLogger(), dispose: true);
        });
        builder.ConfigureTestServices(services =>
        {
            if (Model is not null)
            {
                services.AddSingleton<IModelLoader>(Model);
            }

            Configure?.Invoke(services);
        });
    }
}
