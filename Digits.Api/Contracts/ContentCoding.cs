namespace Digits.Api.Contracts;

/// <summary>How a request's body was compressed on its way, by its Content-Encoding (RFC 9110, 8.4).</summary>
/// <remarks>
/// deflate is zlib's format by the RFC, and bare deflate (RFC 1951) with some clients: the first two bytes tell. Names of no compression, and
/// of charsets, which some clients put here, leave the body as it is.
/// </remarks>
internal enum ContentCoding
{
    /// <summary>As it is.</summary>
    Identity,

    /// <summary>gzip, RFC 1952.</summary>
    Gzip,

    /// <summary>zlib, RFC 1950, or bare deflate.</summary>
    Deflate,

    /// <summary>Brotli, RFC 7932.</summary>
    Brotli,
}
