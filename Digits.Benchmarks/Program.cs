using System.Globalization;
using BenchmarkDotNet.Running;

namespace Digits.Benchmarks;

// Not top-level statements: their Program would stand beside the service's, whose internals are benchmarked.
internal static class Program
{
    private static void Main(string[] args)
    {
        if (args is ["steady", .. var rest])
        {
            SteadyState.Run(rest is [var requests] ? int.Parse(requests, CultureInfo.InvariantCulture) : 1_000_000);
            return;
        }

        if (args is ["picture", var file])
        {
            PictureFile.Run(file);
            return;
        }

        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
    }
}
