using System.Text;

namespace Digits.Api.Contracts;

/// <summary>Says by its first bytes what is wrong with a multipart body that could not be read.</summary>
internal static class MultipartStart
{
    private const string NotMultipart = "The body is no multipart body, as its Content-Type says: it does not begin with a boundary.";
    private const string OtherBoundary = "The multipart body begins with another boundary than its Content-Type names.";
    private const string LineFeeds = "The lines of the multipart body end in LF alone; they are to end in CRLF.";

    /// <summary>What is wrong.</summary>
    /// <param name="start">The body's first bytes.</param>
    /// <param name="boundary">The boundary that the Content-Type names, of at most 70 characters.</param>
    /// <returns>A sentence; null where the start is sound, or too short to tell.</returns>
    public static string? Explain(ReadOnlySpan<byte> start, string boundary)
    {
        start = start.TrimStart("\r\n"u8);
        if (start.IsEmpty)
        {
            return null;
        }

        if (!start.StartsWith("--"u8))
        {
            return NotMultipart;
        }

        start = start[2..];
        if (start.Length > boundary.Length && !Encoding.Latin1.GetString(start[..boundary.Length]).Equals(boundary, StringComparison.Ordinal))
        {
            return OtherBoundary;
        }

        return start.Length > boundary.Length && start[boundary.Length] == '\n' ? LineFeeds : null;
    }
}
