using Digits.Api.Errors;
using Microsoft.Net.Http.Headers;

namespace Digits.Api.Hosting;

/// <summary>Lets few requests at once have the files of Swagger UI unpacked.</summary>
/// <remarks>
/// They lie packed by gzip, and whoever takes them so, as every browser does, costs 80 KB while it reads. To unpack the largest takes half
/// a megabyte and more for as long as the client reads, so that slow readers on all connections would have gigabytes. Thread-safe.
/// </remarks>
internal sealed class UnpackedPages
{
    /// <summary>How many are unpacked at once.</summary>
    public const int Most = 16;

    private const string Packed = "gzip";

    private int _unpacked;

    /// <summary>Passes a request on, or refuses it where all places are taken.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        // What follows is told in words that leave no room for another reading.
        if (AcceptsPacked(context.Request))
        {
            context.Request.Headers.AcceptEncoding = Packed;
            await next(context);
            return;
        }

        context.Request.Headers.Remove(HeaderNames.AcceptEncoding);
        try
        {
            await (Interlocked.Increment(ref _unpacked) <= Most ? next(context) : Problem.Overloaded.WriteAsync(context));
        }
        finally
        {
            Interlocked.Decrement(ref _unpacked);
        }
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
