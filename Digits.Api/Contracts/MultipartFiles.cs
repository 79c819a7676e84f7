using Digits.Api.Errors;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Digits.Api.Contracts;

/// <summary>Streams the parts of a multipart/form-data body (RFC 7578), one after the other, without a copy on disk.</summary>
internal sealed class MultipartFiles
{
    private const int MaxBoundary = 70;

    /// <summary>The most parts of a body: the largest batch that can be configured, and some fields. A body of 16 MB has room for 300,000.</summary>
    private const int MaxParts = 4096 + 64;

    private readonly HttpContext _context;
    private readonly RequestBodies _bodies;
    private readonly MultipartReader _reader;
    private readonly RequestStream? _plain;
    private readonly string _boundary;
    private int _parts;

    private MultipartFiles(HttpContext context, RequestBodies bodies, Stream body, string boundary)
    {
        _plain = body as RequestStream;
        _boundary = boundary;
        _context = context;
        _bodies = bodies;
        _reader = new MultipartReader(boundary, body);
    }

    /// <summary>Starts to read a request's body.</summary>
    public static Parsed<MultipartFiles> Open(HttpContext context, RequestBodies bodies, MediaTypeHeaderValue type)
    {
        string boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value ?? string.Empty;
        if (boundary.Length is 0 or > MaxBoundary)
        {
            return Problem.MalformedRequest($"The Content-Type names no boundary of 1 to {MaxBoundary} characters.");
        }

        return bodies.Open(context).TryGetValue(out Stream? body, out Problem? problem)
            ? new MultipartFiles(context, bodies, body, boundary)
            : problem;
    }

    /// <summary>Reads the next part that may hold a picture.</summary>
    /// <param name="wanted">Whether a part counts, by its name and whether it is a file.</param>
    /// <param name="total">How many bytes of earlier parts are held in memory.</param>
    /// <returns>The part; without bytes at the end; or what is wrong.</returns>
    public async Task<(FormPart Part, Problem? Problem)> NextAsync(Func<string, bool, bool> wanted, long total)
    {
        using CancellationTokenRegistration registration = RequestBodies.LetGoWhenAborted(_context);
        try
        {
            while (await _reader.ReadNextSectionAsync(CancellationToken.None) is { } section)
            {
                if (++_parts > MaxParts)
                {
                    return (default, Problem.MalformedRequest($"The multipart body has more than {MaxParts} parts."));
                }

                if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out ContentDispositionHeaderValue? disposition))
                {
                    continue;
                }

                string name = HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? string.Empty;
                bool isFile = disposition.IsFileDisposition();
                if (wanted(name, isFile))
                {
                    Parsed<RequestBody> part = await _bodies.ReadAsync(section.Body, total, _context);
                    return (new FormPart(name, isFile, part.Value), part.Problem);
                }
            }

            return default;
        }
        catch (UnreadableBodyException error)
        {
            return (default, error.Problem);
        }
        catch (Exception error) when (IsMalformed(error))
        {
            // The reader's own words for a missing end, or for headers without bound.
            string? reason = _plain is null ? null : MultipartStart.Explain(_plain.Start, _boundary);
            return (default, Problem.MalformedRequest(reason ?? "The multipart body breaks off or is not built as its Content-Type says."));
        }
    }

    /// <summary>The body's fault, not that of a client that left or of the server's own limits.</summary>
    private bool IsMalformed(Exception error) =>
        error is (IOException or InvalidDataException) and not (BadHttpRequestException or ConnectionResetException or ConnectionAbortedException)
        && !_context.RequestAborted.IsCancellationRequested;
}
