using System.CommandLine;
using System.CommandLine.Parsing;
using Digits.Cli.Bench;
using Digits.Cli.Evaluate;
using Digits.Cli.Models;
using Digits.Cli.Predict;
using Digits.Cli.Terminal;
using Microsoft.Extensions.Options;

namespace Digits.Cli;

/// <summary>`digits`: all commands, and how each of them ends.</summary>
internal static class DigitsCommand
{
    public static RootCommand Create() => new("Reads handwritten digits, and measures how well and how fast.")
    {
        PredictCommand.Create(),
        EvaluateCommand.Create(),
        ModelsCommand.Create(),
        BenchCommand.Create(),
        TensorsCommand.Create(),
        LatticesCommand.Create(),
        TimeCommand.Create(),
    };

    /// <summary>Runs a command line to its end: what is expected to go wrong takes one line of standard error, and no stack trace.</summary>
    /// <returns>The exit code, one of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> args, TextWriter output, TextWriter error, CancellationToken cancellationToken = default)
    {
        ParseResult parsed = Create().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            await error.WriteLineAsync(Explain(parsed));
            return ExitCode.Wrong;
        }

        var console = new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false };
        try
        {
            int code = await parsed.InvokeAsync(console, cancellationToken);
            await output.FlushAsync(CancellationToken.None);
            return code;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
        catch (IOException fault) when (StandardOutput.IsBrokenPipe(fault))
        {
            return ExitCode.BrokenPipe;
        }
        catch (Exception fault) when (IsExpected(fault))
        {
            await error.WriteLineAsync(fault.Message.ReplaceLineEndings(" "));
            return ExitCode.Wrong;
        }
    }

    private static bool IsExpected(Exception fault) => fault
        is IOException or InvalidDataException or UnauthorizedAccessException or DllNotFoundException or OptionsValidationException or HttpRequestException;

    private static string Explain(ParseResult parsed)
    {
        Stack<string> names = new();
        for (SymbolResult? at = parsed.CommandResult; at is CommandResult command; at = at.Parent)
        {
            names.Push(command.Command is RootCommand ? "digits" : command.Command.Name);
        }

        return $"{string.Join(' ', parsed.Errors.Select(each => each.Message).Distinct(StringComparer.Ordinal)).ReplaceLineEndings(" ")} "
            + $"See {string.Join(' ', names)} --help.";
    }
}
