namespace Digits.Api.Hosting;

/// <summary>Standard error, for what the log cannot say. It may lie on the same full disk as the log does.</summary>
internal static class StandardError
{
    /// <summary>Writes a line, or nothing where that cannot be.</summary>
    public static void TryWrite(string line)
    {
        try
        {
            Console.Error.WriteLine(line);
        }
        catch (IOException)
        {
            // Nobody is left to be told.
        }
    }
}
