using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Digits.Tests.Support;

/// <summary>Sends what no well-behaved client sends, over a socket of its own.</summary>
internal static class RawHttp
{
    /// <summary>Sends bytes as they are, says no more, and reads the answer until the service closes the connection.</summary>
    public static async Task<HttpResponseMessage> PostAsync(Uri service, string path, string headers, byte[] body)
    {
        using TcpClient socket = await SendAsync(service, path, $"Connection: close\r\n{headers}", body);
        using var answer = new MemoryStream();
        await socket.GetStream().CopyToAsync(answer, TestContext.Current.CancellationToken);
        return Parse(Encoding.UTF8.GetString(answer.ToArray()), new Uri(service, path));
    }

    /// <summary>Sends bytes as they are over a connection that stays open for more.</summary>
    public static async Task<TcpClient> SendAsync(Uri service, string path, string headers, byte[] body)
    {
        var socket = new TcpClient();
        await socket.ConnectAsync(service.Host, service.Port, TestContext.Current.CancellationToken);
        string head = $"POST {path} HTTP/1.1\r\nHost: {service.Authority}\r\n{headers}\r\n";
        await socket.GetStream().WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. body], TestContext.Current.CancellationToken);
        return socket;
    }

    private static HttpResponseMessage Parse(string text, Uri uri)
    {
        string[] parts = text.Split("\r\n\r\n", 2);
        string[] lines = parts[0].Split("\r\n");
        var response = new HttpResponseMessage((System.Net.HttpStatusCode)int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture))
        {
            RequestMessage = new HttpRequestMessage(HttpMethod.Post, uri),
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(parts[1])),
        };
        foreach (string[] header in lines.Skip(1).Select(line => line.Split(": ", 2)))
        {
            if (!response.Headers.TryAddWithoutValidation(header[0], header[1]))
            {
                Assert.True(response.Content.Headers.TryAddWithoutValidation(header[0], header[1]));
            }
        }

        return response;
    }
}
