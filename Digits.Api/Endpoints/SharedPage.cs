namespace Digits.Api.Endpoints;

/// <summary>A page that is the same for everybody, and lies in memory once however many read it.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed record SharedPage(ReadOnlyMemory<byte> Bytes, string? ContentType)
{
    /// <summary>
    /// What is handed to the server at once. It keeps a copy for as long as the client does not read, and takes more only when less than
    /// 64 KiB wait to be sent.
    /// </summary>
    private const int Slice = 16 << 10;

    /// <summary>How the bytes are packed; null where they are not.</summary>
    public string? ContentEncoding { get; init; }

    /// <summary>The version of the page, by which a client that has it need not take it again; null where it has none.</summary>
    public string? ETag { get; init; }

    /// <summary>For how long the page may be kept; null where nothing is said.</summary>
    public string? CacheControl { get; init; }

    /// <summary>The header of the request by which another page might be answered; null where there is none.</summary>
    public string? Vary { get; init; }

    /// <summary>Answers GET and HEAD.</summary>
    public async Task WriteAsync(HttpContext context)
    {
        HttpResponse response = context.Response;
        response.Headers.ETag = ETag;
        response.Headers.CacheControl = CacheControl;
        response.Headers.Vary = Vary;
        if (ETag is not null && context.Request.Headers.IfNoneMatch == ETag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = ContentType;
        response.Headers.ContentEncoding = ContentEncoding;
        response.ContentLength = Bytes.Length;
        for (int sent = 0; sent < Bytes.Length && !HttpMethods.IsHead(context.Request.Method); sent += Slice)
        {
            await response.Body.WriteAsync(Bytes.Slice(sent, Math.Min(Slice, Bytes.Length - sent)), context.RequestAborted);
        }
    }
}
