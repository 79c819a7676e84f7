using System.CommandLine;
using System.Text.Json;
using Digits.Core.Inference;
using Digits.Core.Recognition;
using Digits.Core.Segmentation;
using Microsoft.Extensions.DependencyInjection;

namespace Digits.Cli;

/// <summary>
/// `digits lattices`: what the service makes of pictures with one line of digits before it decides, for fitting the weights by which it does.
/// </summary>
internal static class LatticesCommand
{
    public static Command Create()
    {
        var command = new Command(
            "lattices",
            "Reads picture files as `tensors` does, and writes a line of JSON for each: null where there is no line of digits, or its nodes "
            + "and arcs: from, to, the logarithm of each label's share, a digit's features and those of no digit.");
        command.SetAction((parsed, cancellationToken) => RunAsync(
            Console.OpenStandardInput(), Console.OpenStandardOutput(), parsed.InvocationConfiguration.Error, cancellationToken));
        return command;
    }

    /// <summary>Answers pictures in their order until the input ends.</summary>
    /// <returns>The exit code: 0, or 1 where the input is not as it should be. Every picture before that is answered.</returns>
    internal static async Task<int> RunAsync(Stream input, Stream output, TextWriter error, CancellationToken cancellationToken)
    {
        await using ServiceProvider services = new ServiceCollection().AddDigitRecognition().BuildServiceProvider();
        ModelCatalog models = services.GetRequiredService<ModelCatalog>();
        await models.LoadAsync();
        InputReader reader = services.GetRequiredService<InputReader>();
        var attempt = new NumberAttempt(models.Find(null).Value!, models.Doubles, new NumberQuery(), places: 16);
        var files = new List<byte[]>(1);
        while (true)
        {
            files.Clear();
            string? wrong = await TensorsCommand.FillAsync(files, input, most: 1, cancellationToken);
            if (wrong is not null)
            {
                await error.WriteLineAsync(wrong);
            }

            if (files.Count == 0)
            {
                return wrong is null ? 0 : 1;
            }

            await output.WriteAsync(await DescribeAsync(attempt, reader, files[0], cancellationToken), cancellationToken);
            output.WriteByte((byte)'\n');
        }
    }

    private static async Task<ReadOnlyMemory<byte>> DescribeAsync(NumberAttempt attempt, InputReader reader, byte[] file, CancellationToken cancellationToken)
    {
        using NumberPicture? picture = (await reader.ReadNumberAsync(DigitInput.FromImage(file), cancellationToken)).Value;
        if (picture?.Ink is not { } ink || DigitLine.Find(ink.Plane) is not { Fault: LineFault.None } line)
        {
            return "null"u8.ToArray();
        }

        SegmentLattice lattice = await attempt.BuildAsync(line, ink, cancellationToken);
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            json.WriteNumber("nodes", lattice.Nodes);
            json.WriteNumber("end", lattice.Segments.Count);
            json.WriteStartArray("arcs");
            lattice.Arcs.ForEach(arc => Write(json, lattice, arc));
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return text.ToArray();
    }

    private static void Write(Utf8JsonWriter json, SegmentLattice lattice, LatticeArc arc)
    {
        json.WriteStartArray();
        json.WriteNumberValue(arc.FromNode);
        json.WriteNumberValue(arc.ToNode);
        WriteAll(json, arc.LogShares);
        Span<double> features = stackalloc double[ArcScorer.Features];
        for (int label = LatticeArc.NoDigit - 1; label <= LatticeArc.NoDigit; label++)
        {
            ArcScorer.Measure(lattice, arc, label, features);
            WriteAll(json, features);
        }

        json.WriteEndArray();
    }

    private static void WriteAll(Utf8JsonWriter json, ReadOnlySpan<double> values)
    {
        json.WriteStartArray();
        foreach (double value in values)
        {
            json.WriteNumberValue(Math.Round(Math.Max(value, -99), 5));
        }

        json.WriteEndArray();
    }
}
