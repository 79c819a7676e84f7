using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Digits.Fuzz.Requests;
using Digits.Fuzz.Running;

namespace Digits.Fuzz;

/// <summary>The command: sends many damaged requests to a service that it starts, or one of them again.</summary>
internal static class FuzzCommand
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(35);

    public static RootCommand Create()
    {
        var count = new Argument<long>("count") { Description = "How many cases.", DefaultValueFactory = _ => 20_000 };
        var seed = new Option<int>("--seed") { Description = "Which cases.", DefaultValueFactory = _ => 1 };
        var number = new Option<long?>("--case") { Description = "Sends this one alone, and prints its answer." };
        var save = new Option<DirectoryInfo?>("--save") { Description = "A folder for the requests that fail." };
        var workers = new Option<int>("--connections") { Description = "How many at once.", DefaultValueFactory = _ => 4 };
        var command = new RootCommand("Sends damaged requests to the service and holds its answers to the contract.") { count, seed, number, save, workers };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using FuzzedService service = await FuzzedService.StartAsync();
            int chosen = parsed.GetValue(seed);
            DirectoryInfo? folder = parsed.GetValue(save);
            folder?.Create();
            long? one = parsed.GetValue(number);
            var run = new FuzzRun(service.Address, chosen, Deadline)
            {
                OnFailure = failure => Tell(failure, folder),
                OnAnswer = one is null ? null : Print,
            };
            return one is { } alone
                ? await SendOneAsync(run, chosen, alone, folder, cancellationToken)
                : await SendAllAsync(service, run, parsed.GetValue(count), parsed.GetValue(workers), cancellationToken);
        });
        command.Add(Bombs.BombCommand.Create());
        return command;
    }

    private static async Task<int> SendAllAsync(FuzzedService service, FuzzRun run, long count, int workers, CancellationToken cancellationToken)
    {
        // The first tenth fills pools and compiles what is used; from then on memory is to stay.
        const int parts = 20;
        const int warm = 2;
        const long mostGrowth = 96;
        long started = Stopwatch.GetTimestamp();
        TimeSpan processor = service.ProcessorTime;
        (long resident, long first) = (0, 0);
        for (int part = 0; part < parts && !service.HasEnded && !cancellationToken.IsCancellationRequested; part++)
        {
            long next = count * (part + 1) / parts;
            await run.RunAsync(first, next - first, workers, cancellationToken);
            first = next;
            resident = part == warm - 1 ? service.Resident : resident;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{run.Tally.Cases} cases, {run.Tally.Failed} failed, {run.Tally.Cases / Stopwatch.GetElapsedTime(started).TotalSeconds:F0} cases/s, {service.Resident} MB, at most {service.Peak}"));
        }

        run.Tally.Print(Console.Out);
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        bool isFlat = service.Resident - resident <= mostGrowth;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{run.Tally.Cases} cases in {seconds:F0} s ({run.Tally.Cases / seconds:F0}/s, the service's processor {1000 * (service.ProcessorTime - processor).TotalSeconds / run.Tally.Cases:F2} ms each), {run.Tally.Failed} failed; memory {resident} MB after a tenth, {service.Resident} MB at the end, at most {service.Peak} MB{(isFlat ? string.Empty : ": it grows")}"));
        return run.Tally.Failed == 0 && isFlat && !service.HasEnded && run.Tally.Cases == count ? 0 : 1;
    }

    private static async Task<int> SendOneAsync(FuzzRun run, int seed, long number, DirectoryInfo? folder, CancellationToken cancellationToken)
    {
        if (folder is not null)
        {
            Save(CaseMaker.Make(seed, number), seed, folder);
        }

        await run.RunAsync(number, 1, workers: 1, cancellationToken);
        bool isSound = run.Tally is { Cases: 1, Failed: 0 };
        if (isSound)
        {
            Console.WriteLine("as it should be");
        }

        return isSound ? 0 : 1;
    }

    private static void Print(FuzzCase one, HttpAnswer? answer) =>
        Console.WriteLine($"{one.Endpoint}, {one.Kind}, {one.Request.Length} bytes: {answer?.Status} {System.Text.Encoding.UTF8.GetString(answer?.Body ?? [])}");

    private static void Tell(FuzzFailure failure, DirectoryInfo? folder)
    {
        Console.Error.WriteLine(failure);
        if (folder is not null)
        {
            Save(failure.Case, failure.Seed, folder);
        }
    }

    private static void Save(FuzzCase one, int seed, DirectoryInfo folder) =>
        File.WriteAllBytes(Path.Combine(folder.FullName, $"seed-{seed}-case-{one.Number}.http"), one.Request);
}
