using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Digits.Api.Hosting.Connections;
using Digits.Core.Recognition;
using Digits.Tests.Support;
using Serilog.Events;

namespace Digits.Tests.Api.Hosting.Connections;

public sealed class ClientConnectionTests
{
    private const int Patience = 60_000;

    [Theory(Timeout = Patience)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Client_ThatClosesItsHalfAfterItsRequests_IsAnswered(int requests)
    {
        await using DigitsFactory service = new DigitsFactory { Model = new GatedModel() }.Listening();
        using HttpClient client = await service.ReadyClientAsync();
        for (int i = 0; i < 20; i++)
        {
            using Socket socket = await SendAsync(client, requests);
            socket.Shutdown(SocketShutdown.Send);
            string answers = await ReadAsync(socket);
            Assert.Equal(requests, answers.Split("HTTP/1.1 200 OK").Length - 1);
            Assert.EndsWith("}}", answers, StringComparison.Ordinal);
        }
    }

    [Fact(Timeout = Patience)]
    public async Task Client_ThatClosesItsHalfAndWaitsForAnother_IsAnsweredInItsTurn()
    {
        await using DigitsFactory service = new DigitsFactory { Model = new GatedModel(holdsRuns: true) }.Listening();
        using HttpClient client = await service.ReadyClientAsync();
        using Socket socket = await SendAsync(client, 1);
        socket.Shutdown(SocketShutdown.Send);
        await service.Model!.RunBegunAsync();
        service.Model.Release();
        Assert.StartsWith("HTTP/1.1 200 OK", await ReadAsync(socket), StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task Client_ThatClosesItsHalfAmidABody_IsToldSo()
    {
        await using DigitsFactory service = new DigitsFactory { Model = new GatedModel() }.Listening();
        using HttpClient client = await service.ReadyClientAsync();
        using Socket socket = await SendAsync(client, 1, cutShortBy: 1);
        socket.Shutdown(SocketShutdown.Send);
        string answer = await ReadAsync(socket);
        Assert.True(answer.Length == 0 || answer.Contains("urn:digits:problem:malformed-request", StringComparison.Ordinal), answer);
    }

    [Fact(Timeout = Patience)]
    public async Task Client_ThatResetsItsConnection_IsNotRun()
    {
        await using DigitsFactory service = new DigitsFactory { Model = new GatedModel(holdsRuns: true), Log = new CapturedLog() }
            .With("Parallelism", "1")
            .With("MaxBatchSize", "1")
            .Listening();
        using HttpClient client = await service.ReadyClientAsync();
        Task<Outcome<Prediction>> running = await service.OccupyAsync();
        using (Socket socket = await SendAsync(client, 1, expectsContinue: true))
        {
            // What the server says once the request is in its hands.
            byte[] interim = new byte["HTTP/1.1 100 Continue\r\n\r\n".Length];
            Assert.Equal(interim.Length, await socket.ReceiveAsync(interim, TestContext.Current.CancellationToken));
            await socket.SendAsync(Samples.SevenPixels, TestContext.Current.CancellationToken);
            socket.Close(timeout: 0);
        }

        LogEvent line = await service.Log!.FailureAsync();
        service.Model!.Release();
        Assert.True((await running).TryGetValue(out _, out _));
        Assert.Equal(499, Assert.IsType<ScalarValue>(line.Properties["Status"]).Value);
        Assert.Equal(1, service.Model.Items);
    }

    [Theory]
    [InlineData(true, false, 0, false)]
    [InlineData(true, false, ClientConnection.MostBetweenRequestAndEnd - 1, false)]
    [InlineData(true, false, ClientConnection.MostBetweenRequestAndEnd, true)]
    [InlineData(true, true, 60_000, false)]
    [InlineData(false, false, 0, true)]
    [InlineData(false, true, 0, true)]
    public void End_OfWhatAClientSends_IsItsDepartureWhereItHadWaited(bool isConnected, bool isWaitedFor, long sinceRequest, bool hasLeft) =>
        Assert.Equal(hasLeft, ClientConnection.HasLeft(isConnected, isWaitedFor, sinceRequest));

    [Fact(Timeout = Patience)]
    public async Task New_WhereAllConnectionsAreSilent_IsServed()
    {
        await using DigitsFactory service = new DigitsFactory { Model = new GatedModel() }.With("MaxConnections", "3").Listening();
        using HttpClient client = await service.ReadyClientAsync();
        List<Socket> silent = [];
        for (int i = 0; i < 3; i++)
        {
            silent.Add(await ConnectAsync(client));
        }

        // Refused until those have been silent for a second.
        string answer = "";
        while (answer.Length == 0)
        {
            try
            {
                using Socket socket = await SendAsync(client, 1);
                answer = await ReadAsync(socket);
            }
            catch (SocketException)
            {
                // Refused before it was connected for the client.
            }
        }

        Assert.StartsWith("HTTP/1.1 200 OK", answer, StringComparison.Ordinal);
        silent.ForEach(socket => socket.Dispose());
    }

    [Fact(Timeout = Patience)]
    public async Task New_WhereAllConnectionsDripTheirHeads_IsServed()
    {
        await using DigitsFactory service = new DigitsFactory { Model = new GatedModel() }.With("MaxConnections", "3").Listening();
        using HttpClient client = await service.ReadyClientAsync();
        List<Socket> dripping = [];
        for (int i = 0; i < 3; i++)
        {
            dripping.Add(await ConnectAsync(client));
        }

        // Before the time for headers is over, which would make room as well.
        var since = Stopwatch.StartNew();
        int drips = 0;
        string answer = "";
        while (answer.Length == 0 && since.Elapsed < TimeSpan.FromSeconds(8))
        {
            try
            {
                // Oftener than a second, and too seldom for a head to become too long.
                if (since.ElapsedMilliseconds / 100 >= drips)
                {
                    dripping.ForEach(Drip);
                    drips++;
                }

                using Socket socket = await SendAsync(client, 1);
                answer = await ReadAsync(socket);
            }
            catch (SocketException)
            {
                // Refused before it was connected for the client.
            }
        }

        Assert.StartsWith("HTTP/1.1 200 OK", answer, StringComparison.Ordinal);
        dripping.ForEach(socket => socket.Dispose());

        static void Drip(Socket socket)
        {
            try
            {
                socket.Send("G"u8);
            }
            catch (SocketException)
            {
                // It made room.
            }
        }
    }

    private static async Task<Socket> ConnectAsync(HttpClient client)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(client.BaseAddress!.Host, client.BaseAddress.Port, TestContext.Current.CancellationToken);
        return socket;
    }

    /// <summary>Sends so many requests at once; the last closes the connection.</summary>
    private static async Task<Socket> SendAsync(HttpClient client, int requests, int cutShortBy = 0, bool expectsContinue = false)
    {
        Socket socket = await ConnectAsync(client);
        using var sent = new MemoryStream();
        for (int i = 1; i <= requests; i++)
        {
            string head = string.Create(
                CultureInfo.InvariantCulture,
                $"POST /predict/raw HTTP/1.1\r\nHost: a\r\nContent-Type: application/octet-stream\r\nContent-Length: {Samples.SevenPixels.Length}\r\n");
            string rest = (i == requests ? "Connection: close\r\n" : "") + (expectsContinue ? "Expect: 100-continue\r\n" : "") + "\r\n";
            sent.Write(Encoding.ASCII.GetBytes(head + rest));
            sent.Write(expectsContinue ? [] : Samples.SevenPixels);
        }

        await socket.SendAsync(sent.ToArray().AsMemory(..^cutShortBy), TestContext.Current.CancellationToken);
        return socket;
    }

    /// <summary>Everything until the end; nothing where the connection was reset.</summary>
    private static async Task<string> ReadAsync(Socket socket)
    {
        using var answer = new MemoryStream();
        byte[] buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken) is > 0 and var read)
            {
                answer.Write(buffer, 0, read);
            }
        }
        catch (SocketException)
        {
            return "";
        }

        return Encoding.UTF8.GetString(answer.ToArray());
    }
}
