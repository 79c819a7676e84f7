using System.IO.Compression;
using Digits.Api.Errors;
using Microsoft.Extensions.Primitives;

namespace Digits.Api.Contracts;

/// <summary>Names of content codings, and what undoes them.</summary>
internal static class ContentCodings
{
    /// <summary>The value of Accept-Encoding where a coding is refused.</summary>
    public const string Accepted = "gzip, br, deflate";

    /// <summary>Reads a Content-Encoding header.</summary>
    /// <param name="header">Its values, each a list between commas.</param>
    /// <param name="coding">The one coding that the body has.</param>
    /// <returns>What is wrong where the coding is unknown, or where there are several.</returns>
    public static Problem? Parse(StringValues header, out ContentCoding coding)
    {
        coding = ContentCoding.Identity;
        foreach (string? value in header)
        {
            foreach (Range range in value.AsSpan().Split(','))
            {
                if (Find(value.AsSpan()[range].Trim()) is not { } next || (next, coding) is (not ContentCoding.Identity, not ContentCoding.Identity))
                {
                    return Problem.UnsupportedContentEncoding;
                }

                coding = next == ContentCoding.Identity ? coding : next;
            }
        }

        return null;
    }

    /// <summary>A stream that undoes a coding, and does not close the one that it reads.</summary>
    /// <param name="coding">Anything but <see cref="ContentCoding.Identity"/>.</param>
    /// <param name="body">The compressed bytes.</param>
    /// <param name="isZlib">Of deflate: whether zlib's header is there.</param>
    public static Stream Undo(ContentCoding coding, Stream body, bool isZlib) => coding switch
    {
        ContentCoding.Gzip => new GZipStream(body, CompressionMode.Decompress, leaveOpen: true),
        ContentCoding.Brotli => new BrotliStream(body, CompressionMode.Decompress, leaveOpen: true),
        _ when isZlib => new ZLibStream(body, CompressionMode.Decompress, leaveOpen: true),
        _ => new DeflateStream(body, CompressionMode.Decompress, leaveOpen: true),
    };

    private static ContentCoding? Find(ReadOnlySpan<char> name) => name switch
    {
        _ when Is(name, "gzip") || Is(name, "x-gzip") => ContentCoding.Gzip,
        _ when Is(name, "br") => ContentCoding.Brotli,
        _ when Is(name, "deflate") => ContentCoding.Deflate,
        "" => ContentCoding.Identity,
        _ when Is(name, "identity") || Is(name, "none") || Is(name, "binary") || Is(name, "8bit") || Is(name, "7bit") => ContentCoding.Identity,
        _ when Is(name, "utf-8") || Is(name, "utf8") => ContentCoding.Identity,
        _ => null,
    };

    private static bool Is(ReadOnlySpan<char> name, string known) => name.Equals(known, StringComparison.OrdinalIgnoreCase);
}
