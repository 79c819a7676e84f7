using System.Globalization;

namespace Digits.Benchmarks.Load;

/// <summary>Sends one request again and again from many connections, and tells answers from refusals, which wrk does not.</summary>
internal static class LoadRun
{
    /// <summary>Runs and prints one line: answers a second; their p50 and p99 in ms; refusals a second; their p50 and p99; how many failed.</summary>
    public static async Task RunAsync(LoadOptions options)
    {
        // The connections come first, and the clock starts with the first request.
        var schedule = new LoadSchedule(options.Rate, options.Length);
        LoadClient[] clients = [.. Enumerable.Range(0, options.Connections).Select(_ => new LoadClient(options, schedule))];
        foreach (LoadClient client in clients)
        {
            await client.ConnectAsync();
        }

        schedule.Begin();
        await Task.WhenAll(clients.Select((client, i) => Task.Run(async () =>
        {
            // Not all in the same instant: no clients do that.
            await Task.Delay(TimeSpan.FromSeconds((double)i / clients.Length));
            await client.RunAsync();
        })));
        float[] accepted = [.. clients.SelectMany(client => client.Accepted).Order()];
        float[] refused = [.. clients.SelectMany(client => client.Refused).Order()];
        double seconds = options.Length.TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"@ {accepted.Length / seconds:F0} {At(accepted, 0.5):F2} {At(accepted, 0.99):F2} {refused.Length / seconds:F0} {At(refused, 0.5):F2} {At(refused, 0.99):F2} {clients.Sum(client => client.Failed)}"));
    }

    private static float At(float[] sorted, double share) => sorted.Length == 0 ? 0 : sorted[(int)((sorted.Length - 1) * share)];
}
