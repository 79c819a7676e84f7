using System.CommandLine;

namespace Digits.Cli;

// Not top-level statements: their Program would stand beside the service's where tests see both.
internal static class Program
{
    private static Task<int> Main(string[] args)
    {
        var root = new RootCommand("Digits on the command line.") { TensorsCommand.Create(), TimeCommand.Create() };
        return root.Parse(args).InvokeAsync();
    }
}
