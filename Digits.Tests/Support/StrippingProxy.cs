namespace Digits.Tests.Support;

/// <summary>A proxy that has the service under /digits, takes that off the path, and may say so in its headers.</summary>
internal sealed class StrippingProxy(params (string Name, string Value)[] headers) : DelegatingHandler
{
    public const string Prefix = "/digits";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Uri asked = request.RequestUri!;
        Assert.StartsWith(Prefix, asked.AbsolutePath, StringComparison.Ordinal);
        request.RequestUri = new UriBuilder(asked) { Path = asked.AbsolutePath[Prefix.Length..] }.Uri;
        foreach ((string name, string value) in headers)
        {
            request.Headers.Add(name, value);
        }

        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        request.RequestUri = asked;
        return response;
    }
}
