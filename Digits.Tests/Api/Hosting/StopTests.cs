using System.Net;
using System.Net.Sockets;
using Digits.Benchmarks.Draining;
using Digits.Tests.Support;

namespace Digits.Tests.Api.Hosting;

/// <summary>What signals do to the process, and what clients notice of it.</summary>
public sealed class StopTests
{
    private const int Patience = 120_000;
    private const int Terminated = 128 + 15;

    [Theory(Timeout = Patience)]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Stop_UnderLoad_LosesNoRequest(int drainSeconds)
    {
        using ServiceProcess service = Start(drainSeconds);
        Uri address = await service.ReadyAsync();
        var counts = new ClientCounts();
        Task clients = DrainClient.RunAllAsync(address, ofEachKind: 4, counts, TestContext.Current.CancellationToken);
        await counts.AnsweredAsync(300, TestContext.Current.CancellationToken);

        service.Terminate();
        (int code, string error) = await service.EndAsync();
        await clients;
        Assert.Equal((0, ""), (code, error));
        Assert.True(counts.Lost == 0, counts.ToString());
    }

    [Fact(Timeout = Patience)]
    public async Task Service_ToldToStop_IsNotReadyAndServesNewConnections()
    {
        using ServiceProcess service = Start(3600);
        Uri address = await service.ReadyAsync();
        service.Terminate();
        using var client = new HttpClient();
        HttpStatusCode ready;
        do
        {
            ready = (await client.GetAsync(new Uri(address, "/health/ready"), TestContext.Current.CancellationToken)).StatusCode;
        }
        while (ready == HttpStatusCode.OK);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready);
        using HttpResponseMessage answer = await client.PostAsync(
            new Uri(address, "/predict/raw"), Bodies.Octets(Samples.SevenPixels), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.ConnectionClose);

        // The wait of an hour ends with the second signal.
        service.Terminate();
        Assert.Equal(Terminated, (await service.EndAsync()).Code);
    }

    [Fact(Timeout = Patience)]
    public async Task Stop_WithAConnectionThatIsIdle_ClosesItCleanlyAndEnds()
    {
        using ServiceProcess service = Start(0);
        Uri address = await service.ReadyAsync();
        using var idle = new TcpClient(address.Host, address.Port);
        await idle.Client.SendAsync(DrainClient.Request(address, keepsConnection: true), TestContext.Current.CancellationToken);
        byte[] read = new byte[4096];
        Assert.NotEqual(0, await idle.Client.ReceiveAsync(read, TestContext.Current.CancellationToken));

        service.Terminate();
        Assert.Equal(0, await idle.Client.ReceiveAsync(read, TestContext.Current.CancellationToken));
        Assert.Equal(0, (await service.EndAsync()).Code);
    }

    private static ServiceProcess Start(int drainSeconds) => new([], "--urls=http://127.0.0.1:0", $"--Digits:DrainSeconds={drainSeconds}");
}
