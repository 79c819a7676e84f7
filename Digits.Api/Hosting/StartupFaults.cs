using System.Net.Sockets;
using Digits.Core.Recognition;
using Microsoft.Extensions.Options;

namespace Digits.Api.Hosting;

/// <summary>Says in one line on standard error why the process cannot start, and ends it with exit code 1.</summary>
internal static class StartupFaults
{
    private static readonly TimeSpan MostTimeToSay = TimeSpan.FromSeconds(2);

    private static volatile bool _started;

    /// <summary>Explains whatever goes wrong from now on until the service is up.</summary>
    public static void ExplainInOneLine() => AppDomain.CurrentDomain.UnhandledException += (_, fault) =>
    {
        if (!_started && fault.ExceptionObject is Exception error)
        {
            Explain(error);
            Environment.Exit(1);
        }
    };

    /// <summary>Runs the service until it is told to stop.</summary>
    public static async Task RunExplainedAsync(this WebApplication app)
    {
        app.Lifetime.ApplicationStarted.Register(() => _started = true);
        using var signals = new StopSignals();

        // Asked for here, so that wrong options and models are found before the server and its log begin.
        DigitRecognizer recognizer = app.Services.GetRequiredService<DigitRecognizer>();
        string[] addresses = ListenRules.Require(app.Configuration);
        Task loading = recognizer.LoadAsync();
        try
        {
            await app.RunAsync();
        }
        catch (SocketException refused) when (ListenRules.Explain(addresses, refused) is { } reason)
        {
            throw new InvalidOperationException(reason, refused);
        }

        if (loading is { IsFaulted: true, Exception.InnerException: { } error })
        {
            Explain(error);
        }
    }

    /// <summary>Standard error is written to in turn with standard output, which takes no more where nobody reads the log.</summary>
    private static void Explain(Exception error) =>
        Task.Run(() => StandardError.TryWrite($"Digits cannot start: {Reason(error).ReplaceLineEndings(" ")}")).Wait(MostTimeToSay);

    private static string Reason(Exception error) => error switch
    {
        OptionsValidationException options => string.Join(' ', options.Failures),
        AggregateException { InnerExceptions: [OptionsValidationException, ..] } all => string.Join(' ', all.InnerExceptions.Select(Reason)),
        _ => error.Message,
    };
}
