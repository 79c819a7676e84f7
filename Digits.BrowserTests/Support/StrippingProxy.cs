using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Digits.BrowserTests.Support;

/// <summary>A proxy that has the service under a prefix, takes that off the path, and says nothing of it.</summary>
internal sealed class StrippingProxy : IAsyncDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly WebApplication _proxy;

    private StrippingProxy(Uri service, string prefix)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _proxy = builder.Build();
        _proxy.Map(prefix + "/{**path}", (HttpContext context, string? path) =>
            ForwardAsync(context, new Uri(service, path + context.Request.QueryString)));
    }

    /// <summary>Where it is, without the prefix.</summary>
    public Uri Address => new(_proxy.Urls.Single());

    public static async Task<StrippingProxy> StartAsync(Uri service, string prefix)
    {
        var proxy = new StrippingProxy(service, prefix);
        await proxy._proxy.StartAsync(TestContext.Current.CancellationToken);
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        _client.Dispose();
    }

    private async Task ForwardAsync(HttpContext context, Uri address)
    {
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), address);
        if (context.Request.ContentType is { } type)
        {
            request.Content = new StreamContent(context.Request.Body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        using HttpResponseMessage answer = await _client.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach ((string name, IEnumerable<string> values) in answer.Headers.Concat(answer.Content.Headers))
        {
            context.Response.Headers[name] = values.ToArray();
        }

        context.Response.Headers.TransferEncoding = default; // Of the connection behind the proxy, not of this one.
        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
