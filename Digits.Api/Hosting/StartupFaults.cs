using Microsoft.Extensions.Options;

namespace Digits.Api.Hosting;

/// <summary>Says in one line why the process cannot start, and ends it with exit code 1, where the cause lies outside the code.</summary>
internal static class StartupFaults
{
    public static void ExplainInOneLine() => AppDomain.CurrentDomain.UnhandledException += (_, fault) =>
    {
        if (Reason(fault.ExceptionObject as Exception) is { } reason)
        {
            Console.Error.WriteLine($"Digits cannot start: {reason}");
            Environment.Exit(1);
        }
    };

    /// <summary>The cause in words; null for a fault of the code, of which the whole stack is wanted.</summary>
    private static string? Reason(Exception? fault) => fault switch
    {
        OptionsValidationException options => string.Join(' ', options.Failures),
        AggregateException { InnerExceptions: [OptionsValidationException, ..] } all =>
            string.Join(' ', all.InnerExceptions.OfType<OptionsValidationException>().SelectMany(options => options.Failures)),
        InvalidDataException or DllNotFoundException or IOException or FormatException => fault.Message,
        InvalidOperationException { InnerException: FormatException or ArgumentException } => fault.Message,
        _ => null,
    };
}
