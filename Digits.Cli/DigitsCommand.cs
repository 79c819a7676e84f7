using System.CommandLine;

namespace Digits.Cli;

/// <summary>`digits`: all commands.</summary>
internal static class DigitsCommand
{
    public static RootCommand Create() => new("Digits on the command line.") { TensorsCommand.Create(), TimeCommand.Create() };
}
