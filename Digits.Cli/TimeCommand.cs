using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Digits.Core.Inference;
using Digits.Core.Recognition;

namespace Digits.Cli;

/// <summary>`digits time`: what the model alone costs on one core, in the session that serves.</summary>
internal static class TimeCommand
{
    private const int Rounds = 12;
    private const int ImagesPerRound = 4_000;

    public static Command Create()
    {
        var model = new Option<string>("--model") { Description = "The model's name.", DefaultValueFactory = _ => "cnn" };
        var models = new Option<string>("--models")
        {
            Description = "The folder with <name>/<version>/model.json.",
            DefaultValueFactory = _ => Path.Combine(AppContext.BaseDirectory, new RecognitionOptions().ModelsFolder),
        };
        var batch = new Option<int>("--batch") { Description = "Images in one run, 1 to 256.", DefaultValueFactory = _ => 16 };
        batch.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, CultureInfo.InvariantCulture, out int images) && images is >= 1 and <= 256))
            {
                result.AddError("--batch must be 1 to 256.");
            }
        });
        var command = new Command("time", "Runs a model on one thread and prints microseconds per image, the best of several rounds, as JSON.") { model, models, batch };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(model), parsed.GetRequiredValue(models), parsed.GetRequiredValue(batch), parsed.InvocationConfiguration));
        return command;
    }

    private static int Run(string name, string folder, int batch, InvocationConfiguration console)
    {
        try
        {
            ModelFile file = ModelFile.FindAll(folder).FirstOrDefault(found => found.Manifest.Name == name)
                ?? throw new InvalidDataException($"There is no model {name} in {folder}.");
            using SessionPool pool = new OnnxModelLoader().Load(file, sessions: 1, batch);
            console.Output.WriteLine(Measured(file.Manifest, pool.Sessions[0], batch));
            return 0;
        }
        catch (InvalidDataException error)
        {
            console.Error.WriteLine(error.Message);
            return 1;
        }
    }

    private static string Measured(ModelManifest manifest, IModelSession session, int batch)
    {
        var random = new Random(1);
        foreach (ref float value in session.Inputs)
        {
            value = random.NextSingle();
        }

        double best = Enumerable.Range(0, Rounds).Min(_ => Measure(session, batch));
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"model":"{{manifest.Name}}","version":"{{manifest.Version}}","batch":{{batch}},"microsecondsPerImage":{{best:F2}}}""");
    }

    private static double Measure(IModelSession session, int batch)
    {
        int runs = Math.Max(ImagesPerRound / batch, 1);
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < runs; i++)
        {
            session.Run(batch);
        }

        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / runs / batch;
    }
}
