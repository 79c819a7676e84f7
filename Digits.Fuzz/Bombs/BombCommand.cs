using System.CommandLine;
using System.Globalization;
using Digits.Fuzz.Running;

namespace Digits.Fuzz.Bombs;

/// <summary>`bombs`: sends every bomb to a service that it starts, and prints what each takes.</summary>
internal static class BombCommand
{
    private const double MostSeconds = 0.5;
    private const long MostMegabytes = 200;

    public static Command Create()
    {
        var only = new Option<string>("--only") { Description = "Those whose name holds this.", DefaultValueFactory = _ => string.Empty };
        var command = new Command("bombs", "Sends small requests that ask for much, and prints what each takes of the service.") { only };
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(only)!));
        return command;
    }

    private static async Task<int> RunAsync(string only)
    {
        using FuzzedService service = await FuzzedService.StartAsync();

        // What is compiled at the first request is not the bomb's.
        await BombSender.SendAsync(service, Bomb.Picture("a picture", () => Bodies.SoundPictures.Seven));
        Console.WriteLine("| bomb | answer | processor, s | grows by, MB | peak, MB | |\n|---|---|---|---|---|---|");
        int over = 0;
        foreach (Bomb bomb in BombSender.All.Where(bomb => bomb.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
        {
            BombResult result = await BombSender.SendAsync(service, bomb);
            bool isOver = result.Seconds > MostSeconds || result.Megabytes > MostMegabytes || result.Status is 0 or >= 500;
            over += isOver ? 1 : 0;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {bomb.Name} | {result.Status} {result.Slug} | {result.Seconds:F2} | {result.Megabytes} | {result.Peak} | {(isOver ? "over" : "")} |"));
        }

        Console.WriteLine($"{over} took more than {MostSeconds.ToString(CultureInfo.InvariantCulture)} s or {MostMegabytes} MB, or were not answered");
        return over == 0 ? 0 : 1;
    }
}
