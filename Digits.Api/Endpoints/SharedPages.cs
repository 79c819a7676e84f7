using System.Collections.Concurrent;
using Microsoft.Net.Http.Headers;

namespace Digits.Api.Endpoints;

/// <summary>Keeps the pages of what comes after it in the pipeline, each packed by gzip and unpacked, once it has been asked for.</summary>
/// <remarks>
/// The files of Swagger UI lie packed in its assembly. Were they read from there for each request, and unpacked for some, thousands of
/// clients that do not read what they ask for would have gigabytes. Thread-safe.
/// </remarks>
internal sealed class SharedPages : IDisposable
{
    /// <summary>More than there are, so that nobody fills the memory by asking for one in many ways.</summary>
    private const int MostKept = 64;

    private const string Packed = "gzip";

    private readonly ConcurrentDictionary<string, SharedPage> _pages = new(StringComparer.OrdinalIgnoreCase);
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>How many are kept.</summary>
    public int Count => _pages.Count;

    /// <summary>Answers from memory, or with what the next answers, and keeps that.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            await next(context);
            return;
        }

        bool isPacked = AcceptsPacked(context.Request);
        string key = (isPacked ? "+" : "-") + context.Request.Path;
        SharedPage? page = _pages.GetValueOrDefault(key) ?? await TakeAsync(context, next, key, isPacked);
        if (page is not null)
        {
            await page.WriteAsync(context);
        }
    }

    public void Dispose() => _one.Dispose();

    /// <summary>Has one page after the other made.</summary>
    /// <returns>The page; null where there is none, and the next has answered so.</returns>
    private async Task<SharedPage?> TakeAsync(HttpContext context, RequestDelegate next, string key, bool isPacked)
    {
        await _one.WaitAsync(context.RequestAborted);
        try
        {
            return _pages.GetValueOrDefault(key) ?? await MakeAsync(context, next, key, isPacked);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<SharedPage?> MakeAsync(HttpContext context, RequestDelegate next, string key, bool isPacked)
    {
        HttpRequest request = context.Request;
        HttpResponse response = context.Response;
        string method = request.Method;
        string? known = request.Headers.IfNoneMatch;
        Stream body = response.Body;
        using var made = new MemoryStream();

        // What is kept is the whole page, in words that leave no room for another reading.
        request.Method = HttpMethods.Get;
        request.Headers.AcceptEncoding = isPacked ? Packed : default;
        request.Headers.IfNoneMatch = request.Headers.IfModifiedSince = request.Headers.Range = default;
        response.Body = made;
        try
        {
            await next(context);
        }
        finally
        {
            response.Body = body;
            request.Method = method;
        }

        if (response.StatusCode != StatusCodes.Status200OK || made.Length == 0)
        {
            // Nothing is not written, for that would begin an answer that others may have to give.
            await (made.Length == 0 ? Task.CompletedTask : body.WriteAsync(made.ToArray(), context.RequestAborted).AsTask());
            return null;
        }

        request.Headers.IfNoneMatch = known;
        var page = new SharedPage(made.ToArray(), response.ContentType)
        {
            ContentEncoding = response.Headers.ContentEncoding,
            ETag = response.Headers.ETag,
            CacheControl = response.Headers.CacheControl,
            Vary = HeaderNames.AcceptEncoding,
        };
        if (_pages.Count < MostKept)
        {
            _pages[key] = page;
        }

        return page;
    }

    private static bool AcceptsPacked(HttpRequest request)
    {
        foreach (StringWithQualityHeaderValue coding in request.GetTypedHeaders().AcceptEncoding)
        {
            if (coding.Value.Equals(Packed, StringComparison.OrdinalIgnoreCase) && coding.Quality is null or > 0)
            {
                return true;
            }
        }

        return false;
    }
}
