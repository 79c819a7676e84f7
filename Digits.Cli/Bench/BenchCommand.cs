using System.CommandLine;
using Digits.Cli.Models;
using Digits.Cli.Terminal;
using Digits.Core.Inference;
using Digits.Core.Recognition;

namespace Digits.Cli.Bench;

/// <summary>`digits bench`: what this machine does.</summary>
internal static class BenchCommand
{
    private static readonly int[] Batches = [1, 4, 16, 64];

    public static Command Create()
    {
        var picture = new Argument<string?>("picture")
        {
            Description = "The picture file to read (default: a drawn 7 of 280 by 280 pixels).",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var model = new ModelOptions();
        var seconds = new Option<double>("--seconds") { Description = "How long each figure is measured, 0.01 to 60.", DefaultValueFactory = _ => 0.5 };
        var json = new Option<bool>("--json") { Description = "Prints one JSON object." };
        seconds.Between(0.01, 60);
        var command = new Command("bench", "Measures this machine: milliseconds of each stage for a picture, and images a second by batch size and sessions.")
        {
            picture, model.Model, model.Models, seconds, json,
        };
        command.SetAction((parsed, cancellationToken) => Task.Run(
            () =>
            {
                Figures figures = Measure(
                    parsed.GetValue(picture),
                    model.Find(parsed),
                    TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                    cancellationToken);
                InvocationConfiguration console = parsed.InvocationConfiguration;
                if (parsed.GetValue(json))
                {
                    console.Output.WriteLine(FiguresJson.Write(figures));
                }
                else
                {
                    FiguresTables.Write(Screen.OrPage(console), figures);
                }

                return ExitCode.Done;
            },
            cancellationToken));
        return command;
    }

    private static Figures Measure(string? path, ModelFile file, TimeSpan time, CancellationToken cancellationToken)
    {
        byte[] picture = path is null ? SamplePicture.Draw() : File.ReadAllBytes(path);
        int[] counts = Counts();
        using SessionPool pool = new OnnxModelLoader().Load(file, counts[^1], Batches[^1], cancellationToken);
        (Stage[] stages, float[] tensor) = PictureStages.Measure(
            picture, path ?? "The drawn 7", pool.Sessions[0], file.Manifest, time, cancellationToken);
        Rate[] rates =
        [
            .. from noise in (bool[])[false, true]
               from count in counts
               from batch in Batches
               select new Rate(
                   noise,
                   count,
                   batch,
                   Throughput.Measure([.. pool.Sessions.Take(count)], batch, noise ? default : tensor, time, cancellationToken)),
        ];
        return new Figures(new ModelIdentity(file.Manifest.Name, file.Manifest.Version), path ?? "a drawn 7, 280 by 280 pixels", stages, rates);
    }

    /// <summary>1, 2, 4 and so on, and all processors.</summary>
    private static int[] Counts()
    {
        int all = Environment.ProcessorCount;
        return [.. Enumerable.Range(0, 11).Select(power => 1 << power).Where(count => count < all), all];
    }
}
