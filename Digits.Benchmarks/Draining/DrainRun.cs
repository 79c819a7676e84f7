using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Digits.Benchmarks.Draining;

/// <summary>Starts the built service, loads it, tells it to stop by SIGTERM, and counts what became of the requests; again and again.</summary>
internal static class DrainRun
{
    private const int ClientsOfEachKind = 8;

    private static readonly TimeSpan Load = TimeSpan.FromSeconds(1.5);

    /// <summary>Prints a row for each repetition.</summary>
    /// <returns>The exit code: 0 where nothing was lost.</returns>
    public static async Task<int> RunAsync(int repetitions, double drainSeconds)
    {
        Console.WriteLine("| answered | another status | no answer | reset | first refused after, s | ended after, s | exit code |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        long lost = 0;
        for (int i = 0; i < repetitions; i++)
        {
            lost += await OnceAsync(drainSeconds);
        }

        Console.WriteLine($"{lost} requests or exits went wrong in {repetitions} repetitions with DrainSeconds={drainSeconds.ToString(CultureInfo.InvariantCulture)}");
        return lost == 0 ? 0 : 1;
    }

    private static async Task<long> OnceAsync(double drainSeconds)
    {
        var service = new Uri($"http://127.0.0.1:{FreePort()}");
        using Process process = Start(service, drainSeconds);
        try
        {
            await ReadyAsync(service);
            var counts = new ClientCounts();
            Task clients = DrainClient.RunAllAsync(service, ClientsOfEachKind, counts, CancellationToken.None);
            await Task.Delay(Load);

            long told = Stopwatch.GetTimestamp();
            using (Process kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
            {
                await kill.WaitForExitAsync();
            }

            await process.WaitForExitAsync();
            double ended = Stopwatch.GetElapsedTime(told).TotalSeconds;
            await clients;
            double refused = Stopwatch.GetElapsedTime(told, counts.FirstRefusal).TotalSeconds;
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {counts.Answered} | {counts.Failed} | {counts.Unanswered} | {counts.Reset} | {refused:F2} | {ended:F2} | {process.ExitCode} |"));
            return counts.Lost + (process.ExitCode == 0 ? 0 : 1) + (refused < drainSeconds ? 1 : 0);
        }
        finally
        {
            process.Kill();
        }
    }

    private static Process Start(Uri service, double drainSeconds)
    {
        string assembly = typeof(global::Program).Assembly.Location;
        string[] arguments =
        [
            assembly,
            $"--urls={service.GetLeftPart(UriPartial.Authority)}",
            string.Create(CultureInfo.InvariantCulture, $"--Digits:DrainSeconds={drainSeconds}"),
            "--Serilog:MinimumLevel:Default=Fatal",
        ];
        return Process.Start(new ProcessStartInfo(Environment.ProcessPath is { } own && IsDotnet(own) ? own : "dotnet", arguments))!;
    }

    private static bool IsDotnet(string path) => Path.GetFileNameWithoutExtension(path).Equals("dotnet", StringComparison.OrdinalIgnoreCase);

    private static async Task ReadyAsync(Uri service)
    {
        using var client = new HttpClient();
        for (int tries = 0; tries < 300; tries++)
        {
            try
            {
                using HttpResponseMessage response = await client.GetAsync(new Uri(service, "/health/ready"));
                if (response.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("The service was not ready within 30 seconds.");
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
