using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Digits.Cli.Terminal;

/// <summary>Standard output that tells a reader who has left.</summary>
/// <remarks>
/// The console's own stream swallows EPIPE, so that `digits predict FOLDER | head -1` would read the whole folder for nobody. A file's own
/// position is left to the console: others may write to the same file.
/// </remarks>
internal static class StandardOutput
{
    private const int Descriptor = 1;
    private const int Epipe = 32;
    private const int WindowsNoData = unchecked((int)0x800700E8);
    private const int WindowsBrokenPipe = unchecked((int)0x8007006D);

    /// <summary>Opens it; lines are written at once. Interactive, it is the console's own writer.</summary>
    public static TextWriter Open() => Console.IsOutputRedirected
        ? new StreamWriter(OpenPipe() ?? Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true }
        : Console.Out;

    /// <summary>Whether writing failed because nobody reads any more.</summary>
    public static bool IsBrokenPipe(IOException error) => error.HResult is Epipe or WindowsNoData or WindowsBrokenPipe;

    private static FileStream? OpenPipe()
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        try
        {
            var stream = new FileStream(new SafeFileHandle(Descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            return stream.CanSeek ? null : stream;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null; // Closed, or something that the console knows better.
        }
    }
}
