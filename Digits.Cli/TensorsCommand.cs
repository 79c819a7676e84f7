using System.Buffers.Binary;
using System.CommandLine;
using Digits.Cli.Pictures;
using Digits.Core.Preprocessing;
using Digits.Core.Recognition;
using Microsoft.Extensions.DependencyInjection;

namespace Digits.Cli;

/// <summary>
/// `digits tensors`: the serving recipe for training. Pictures come in on standard input and leave as the tensors that the network would
/// see, so that training and serving share one definition.
/// </summary>
internal static class TensorsCommand
{
    /// <summary>Pictures read before they are prepared side by side.</summary>
    private const int Chunk = 256;

    public static Command Create()
    {
        var command = new Command(
            "tensors",
            "Reads picture files from standard input, each after its length as a 32-bit little-endian number, and writes 785 bytes for "
            + "each: 1 and 28x28 values (0 paper, 255 ink), or zeros where the picture is blank or cannot be read.");
        command.SetAction((parsed, cancellationToken) => RunAsync(
            Console.OpenStandardInput(), Console.OpenStandardOutput(), parsed.InvocationConfiguration.Error, cancellationToken));
        return command;
    }

    /// <summary>Prepares pictures until the input ends, and answers in their order.</summary>
    /// <returns>
    /// The exit code: 0, or 2 where a length is out of range or the input ends inside a picture. Every picture before that is answered.
    /// </returns>
    internal static async Task<int> RunAsync(Stream input, Stream output, TextWriter error, CancellationToken cancellationToken)
    {
        await using ServiceProvider services = new ServiceCollection().AddDigitRecognition().BuildServiceProvider();
        InputReader reader = services.GetRequiredService<InputReader>();
        var files = new List<byte[]>(Chunk);
        string? wrong = null;
        do
        {
            files.Clear();
            wrong = await FillAsync(files, input, Chunk, cancellationToken);
            byte[] answers = new byte[files.Count * (1 + DigitTensor.Length)];
            await Parallel.ForAsync(0, files.Count, cancellationToken, async (i, token) =>
                Write(await reader.ReadAsync(DigitInput.FromImage(files[i]), null, token), answers.AsSpan(i * (1 + DigitTensor.Length), 1 + DigitTensor.Length)));
            await output.WriteAsync(answers, cancellationToken);
            await output.FlushAsync(cancellationToken);
        }
        while (wrong is null && files.Count == Chunk);

        if (wrong is not null)
        {
            await error.WriteLineAsync(wrong);
        }

        return wrong is null ? ExitCode.Done : ExitCode.Wrong;
    }

    /// <summary>Reads pictures until there are enough or no more input.</summary>
    /// <returns>What is wrong with the input; null when nothing is.</returns>
    internal static async Task<string?> FillAsync(List<byte[]> files, Stream input, int most, CancellationToken cancellationToken)
    {
        byte[] prefix = new byte[sizeof(int)];
        while (files.Count < most)
        {
            int read = await input.ReadAtLeastAsync(prefix, prefix.Length, throwOnEndOfStream: false, cancellationToken);
            if (read < prefix.Length)
            {
                return read == 0 ? null : "The input ends inside a length.";
            }

            int length = BinaryPrimitives.ReadInt32LittleEndian(prefix);
            if (length is < 0 or > Picture.MaxFileBytes)
            {
                return $"A picture of {length} bytes is announced; 0 to {Picture.MaxFileBytes} are read.";
            }

            byte[] file = new byte[length];
            if (await input.ReadAtLeastAsync(file, length, throwOnEndOfStream: false, cancellationToken) < length)
            {
                return $"The input ends inside a picture of {length} bytes.";
            }

            files.Add(file);
        }

        return null;
    }

    private static void Write(Outcome<ReadInput> outcome, Span<byte> answer)
    {
        if (!outcome.TryGetValue(out ReadInput? input, out _))
        {
            return;
        }

        using (input)
        {
            answer[0] = 1;
            ReadOnlySpan<float> values = input.Tensor.Values;
            for (int i = 0; i < values.Length; i++)
            {
                answer[1 + i] = (byte)Math.Round(values[i] * byte.MaxValue);
            }
        }
    }
}
