using Digits.Cli.Readers;
using Digits.Core.Recognition;

namespace Digits.Cli.Pictures;

/// <summary>Something to read: a file, read when its turn comes, or bytes that are here already.</summary>
/// <param name="Name">How it is called in answers.</param>
internal sealed record Picture(string Name)
{
    /// <summary>The longest file: 64 MiB.</summary>
    public const int MaxFileBytes = 64 << 20;

    private DigitInput? _input;
    private string? _path;

    public static Picture OfFile(string path) => new(path) { _path = path };

    public static Picture OfPixels(string name, byte[] pixels) => new(name) { _input = DigitInput.FromPixels(pixels) };

    /// <summary>Reads a picture from standard input to its end.</summary>
    public static async Task<Picture> OfStreamAsync(string name, Stream stream, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        byte[] buffer = new byte[81_920];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (bytes.Length + read > MaxFileBytes)
            {
                throw new InvalidDataException($"Standard input holds more than {MaxFileBytes} bytes, which is more than is read of a picture.");
            }

            bytes.Write(buffer, 0, read);
        }

        return new Picture(name) { _input = InputOf(bytes.ToArray()) };
    }

    /// <summary>Reads the bytes, or says why not.</summary>
    public async Task<(DigitInput Input, ItemProblem? Problem)> LoadAsync(CancellationToken cancellationToken)
    {
        if (_input is { } input)
        {
            return (input, null);
        }

        try
        {
            var file = new FileInfo(_path!);
            return !file.Exists ? (default, ItemProblem.OfFile(404, Directory.Exists(_path) ? "It is a folder." : "There is no such file."))
                : file.Length > MaxFileBytes ? (default, ItemProblem.OfFile(413, $"It has {file.Length} bytes; {MaxFileBytes} at most are read."))
                : (InputOf(await File.ReadAllBytesAsync(_path!, cancellationToken)), null);
        }
        catch (UnauthorizedAccessException)
        {
            return (default, ItemProblem.OfFile(403, "It may not be read."));
        }
        catch (IOException error)
        {
            return (default, ItemProblem.OfFile(400, error.Message.ReplaceLineEndings(" ")));
        }
    }

    /// <summary>784 bytes that begin like no picture are the pixels themselves, as for POST /predict/raw.</summary>
    private static DigitInput InputOf(byte[] bytes) =>
        bytes.Length == DigitInput.PixelCount && !DigitInput.IsPicture(bytes) ? DigitInput.FromPixels(bytes) : DigitInput.FromImage(bytes);
}
