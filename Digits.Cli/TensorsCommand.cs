using System.Buffers.Binary;
using System.CommandLine;
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

    /// <summary>The longest picture file: 64 MiB.</summary>
    private const int MaxFileBytes = 64 << 20;

    public static Command Create()
    {
        var command = new Command(
            "tensors",
            "Reads picture files from standard input, each after its length as a 32-bit little-endian number, and writes 785 bytes for "
            + "each: 1 and 28x28 values (0 paper, 255 ink), or zeros where the picture is blank or cannot be read.");
        command.SetAction((_, cancellationToken) => RunAsync(Console.OpenStandardInput(), Console.OpenStandardOutput(), cancellationToken));
        return command;
    }

    /// <summary>Prepares pictures until the input ends, and answers in their order.</summary>
    /// <returns>The exit code: 0.</returns>
    /// <exception cref="InvalidDataException">A length is negative or too great.</exception>
    /// <exception cref="EndOfStreamException">The input ends inside a picture.</exception>
    internal static async Task<int> RunAsync(Stream input, Stream output, CancellationToken cancellationToken)
    {
        await using ServiceProvider services = new ServiceCollection().AddDigitRecognition().BuildServiceProvider();
        InputReader reader = services.GetRequiredService<InputReader>();
        await using var source = new BufferedStream(input, 1 << 20);
        var files = new List<byte[]>(Chunk);
        bool more = true;
        while (more)
        {
            files.Clear();
            while (files.Count < Chunk && more)
            {
                byte[]? file = await ReadFileAsync(source, cancellationToken);
                more = file is not null;
                if (file is not null)
                {
                    files.Add(file);
                }
            }

            byte[] answers = new byte[files.Count * (1 + DigitTensor.Length)];
            await Parallel.ForAsync(0, files.Count, cancellationToken, async (i, token) =>
                Write(await reader.ReadAsync(DigitInput.FromImage(files[i]), token), answers.AsSpan(i * (1 + DigitTensor.Length), 1 + DigitTensor.Length)));
            await output.WriteAsync(answers, cancellationToken);
            await output.FlushAsync(cancellationToken);
        }

        return 0;
    }

    private static async Task<byte[]?> ReadFileAsync(Stream source, CancellationToken cancellationToken)
    {
        byte[] prefix = new byte[sizeof(int)];
        int read = await source.ReadAtLeastAsync(prefix, prefix.Length, throwOnEndOfStream: false, cancellationToken);
        if (read == 0)
        {
            return null;
        }

        int length = read == prefix.Length ? BinaryPrimitives.ReadInt32LittleEndian(prefix) : throw new EndOfStreamException("The input ends inside a length.");
        if (length is < 0 or > MaxFileBytes)
        {
            throw new InvalidDataException($"A picture of {length} bytes is announced; 0 to {MaxFileBytes} are read.");
        }

        byte[] file = new byte[length];
        await source.ReadExactlyAsync(file, cancellationToken);
        return file;
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
