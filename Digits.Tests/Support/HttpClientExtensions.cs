namespace Digits.Tests.Support;

/// <summary>Requests that end with the test.</summary>
internal static class HttpClientExtensions
{
    public static Task<HttpResponseMessage> AskAsync(this HttpClient client, HttpMethod method, string path, HttpContent? body = null) =>
        client.SendAsync(new HttpRequestMessage(method, path) { Content = body }, TestContext.Current.CancellationToken);

    public static Task<HttpResponseMessage> AskAsync(this HttpClient client, HttpRequestMessage request) =>
        client.SendAsync(request, TestContext.Current.CancellationToken);

    public static Task<HttpResponseMessage> AskAsync(this HttpClient client, string path) => client.AskAsync(HttpMethod.Get, path);

    public static Task<HttpResponseMessage> TellAsync(this HttpClient client, string path, HttpContent? body) =>
        client.AskAsync(HttpMethod.Post, path, body);
}
