using System.Net;
using System.Net.Http.Headers;

namespace Digits.Tests.Support;

/// <summary>A body that does not say how long it is.</summary>
internal sealed class UnsizedContent : HttpContent
{
    private readonly HttpContent _content;

    public UnsizedContent(HttpContent content)
    {
        _content = content;
        Headers.ContentType = content.Headers.ContentType is { } type ? MediaTypeHeaderValue.Parse(type.ToString()) : null;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => _content.CopyToAsync(stream, context);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content.Dispose();
        }

        base.Dispose(disposing);
    }
}
