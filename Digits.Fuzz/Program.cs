namespace Digits.Fuzz;

// Not top-level statements: their Program would stand beside the service's where tests see both.
internal static class Program
{
    private static Task<int> Main(string[] args) => FuzzCommand.Create().Parse(args).InvokeAsync();
}
