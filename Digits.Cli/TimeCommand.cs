using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Digits.Cli.Datasets;
using Digits.Cli.Models;
using Digits.Core.Inference;
using Digits.Core.Preprocessing;

namespace Digits.Cli;

/// <summary>`digits time`: what the model alone costs on one core, in the session that serves.</summary>
internal static class TimeCommand
{
    private const int Rounds = 12;
    private const int NoiseImages = 4_000;

    public static Command Create()
    {
        var model = new ModelOptions();
        var batch = new Option<int>("--batch") { Description = "Images in one run, 1 to 256.", DefaultValueFactory = _ => 16 };
        batch.Between(1, 256);
        var images = new Option<string?>("--images")
        {
            Description = "MNIST's images, an IDX file, gzipped or not; without it noise, which a cascade asks its every stage about.",
        };
        var command = new Command("time", "Runs a model on one thread and prints microseconds per image, the best of several rounds, as JSON.")
        {
            model.Model, model.Models, batch, images,
        };
        command.SetAction(parsed => Run(
            model.Find(parsed), parsed.GetRequiredValue(batch), parsed.GetValue(images), parsed.InvocationConfiguration));
        return command;
    }

    private static int Run(ModelFile file, int batch, string? images, InvocationConfiguration console)
    {
        float[] pixels = images is null ? Noise() : IdxImages.Read(images);
        if (pixels.Length < batch * DigitTensor.Length)
        {
            throw new InvalidDataException($"{images} holds {pixels.Length / DigitTensor.Length} images; a batch of {batch} wants more.");
        }

        using SessionPool pool = new OnnxModelLoader().Load(file, sessions: 1, batch);
        double best = Enumerable.Range(0, Rounds).Min(_ => Measure(pool.Sessions[0], pixels, batch));
        console.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"model":"{{file.Manifest.Name}}","version":"{{file.Manifest.Version}}","batch":{{batch}},"microsecondsPerImage":{{best:F2}}}"""));
        return ExitCode.Done;
    }

    private static float[] Noise()
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, NoiseImages * DigitTensor.Length).Select(_ => random.NextSingle())];
    }

    /// <summary>Copies the images into the session batch by batch, those that fill a batch, and runs it.</summary>
    private static double Measure(IModelSession session, ReadOnlySpan<float> pixels, int batch)
    {
        int length = batch * DigitTensor.Length;
        int runs = pixels.Length / length;
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < runs; i++)
        {
            pixels.Slice(i * length, length).CopyTo(session.Inputs);
            session.Run(batch);
        }

        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / runs / batch;
    }
}
