using Digits.Cli.Terminal;

namespace Digits.Cli;

// Not top-level statements: their Program would stand beside the service's where tests see both.
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        await using TextWriter output = StandardOutput.Open();
        return await DigitsCommand.RunAsync(args, output, Console.Error);
    }
}
