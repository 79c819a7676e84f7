using System.Globalization;
using BenchmarkDotNet.Running;
using Digits.Benchmarks.Draining;
using Digits.Benchmarks.Load;

namespace Digits.Benchmarks;

// Not top-level statements: their Program would stand beside the service's, whose internals are benchmarked.
internal static class Program
{
    private static async Task Main(string[] args)
    {
        if (args is ["load", .. { Length: 7 } load])
        {
            await LoadRun.RunAsync(LoadOptions.Parse(load));
            return;
        }

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

        if (args is ["drain", var repetitions, var seconds])
        {
            Environment.ExitCode = await DrainRun.RunAsync(
                int.Parse(repetitions, CultureInfo.InvariantCulture), double.Parse(seconds, CultureInfo.InvariantCulture));
            return;
        }

        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
    }
}
