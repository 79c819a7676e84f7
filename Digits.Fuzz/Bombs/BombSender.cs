using System.Text;
using System.Text.Json;
using Digits.Fuzz.Running;

namespace Digits.Fuzz.Bombs;

/// <summary>Sends bombs to a service, one at a time, and measures what each takes.</summary>
internal static class BombSender
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>All bombs, in an order that stays.</summary>
    public static IReadOnlyList<Bomb> All { get; } = [.. PngBombs.All, .. JpegBombs.All, .. OtherPictureBombs.All, .. BodyBombs.All];

    /// <summary>Sends one.</summary>
    public static async Task<BombResult> SendAsync(FuzzedService service, Bomb bomb)
    {
        byte[] request = Request(bomb);
        service.ForgetPeak();
        long resident = service.Resident;
        TimeSpan before = service.ProcessorTime;
        using var limit = new CancellationTokenSource(Deadline);
        using Connection connection = await Connection.OpenAsync(service.Address, limit.Token);

        // A refusal may come while the body is still sent.
        Task sending = connection.SendAsync(request, 0, limit.Token);
        HttpAnswer? answer = await connection.ReadAsync(limit.Token);
        await sending;
        double seconds = (service.ProcessorTime - before).TotalSeconds;
        return new BombResult(answer?.Status ?? 0, Slug(answer), seconds, service.Peak - resident, service.Peak);
    }

    private static byte[] Request(Bomb bomb)
    {
        byte[] body = bomb.Body();
        if (bomb.IsChunked)
        {
            byte[] chunks = new byte[(6 * body.Length) + 5];
            for (int i = 0; i < body.Length; i++)
            {
                "1\r\n"u8.CopyTo(chunks.AsSpan(6 * i));
                chunks[(6 * i) + 3] = body[i];
                "\r\n"u8.CopyTo(chunks.AsSpan((6 * i) + 4));
            }

            "0\r\n\r\n"u8.CopyTo(chunks.AsSpan(6 * body.Length));
            body = chunks;
        }

        string length = bomb.IsChunked ? "Transfer-Encoding: chunked" : $"Content-Length: {body.Length}";
        return [.. Encoding.ASCII.GetBytes($"POST {bomb.Path} HTTP/1.1\r\nHost: fuzz\r\nConnection: close\r\n{bomb.Headers}{length}\r\n\r\n"), .. body];
    }

    private static string Slug(HttpAnswer? answer)
    {
        if (answer is not { Status: >= 400, Body.Length: > 0 })
        {
            return string.Empty;
        }

        using JsonDocument problem = JsonDocument.Parse(answer.Body);
        return problem.RootElement.GetProperty("type").GetString()!.Split(':')[^1];
    }
}
