using System.Net.Sockets;
using Digits.Api.Hosting;
using Digits.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Digits.Tests.Api.Hosting;

public sealed class DrainingTests
{
    private const int Patience = 60_000;

    [Fact(Timeout = Patience)]
    public async Task Request_TakenBeforeDraining_IsAnsweredAndSoIsALaterOne()
    {
        await using var service = new DigitsFactory { Model = new GatedModel(holdsRuns: true) };
        using HttpClient client = await service.ReadyClientAsync();
        Task<HttpResponseMessage> running = client.TellAsync("/predict/raw", Bodies.Octets(Samples.SevenPixels));
        await service.Model!.RunBegunAsync();
        service.Services.GetRequiredService<Draining>().Begin();

        Task<HttpResponseMessage> later = client.TellAsync("/predict/raw", Bodies.Octets(Samples.SevenPixels));
        service.Model.Release();
        await Answers.DigitAsync(7, await running);
        HttpResponseMessage last = await later;
        await Answers.DigitAsync(7, last);
        Assert.True(last.Headers.ConnectionClose);
    }

    [Fact(Timeout = Patience)]
    public async Task Failure_WhileDraining_ClosesItsConnectionToo()
    {
        await using var service = new DigitsFactory { Model = new GatedModel { Fault = new InvalidOperationException() } };
        using HttpClient client = await service.ReadyClientAsync();
        service.Services.GetRequiredService<Draining>().Begin();
        HttpResponseMessage response = await client.TellAsync("/predict/raw", Bodies.Octets(Samples.SevenPixels));
        await Answers.ProblemAsync(500, "internal-error", response);
        Assert.True(response.Headers.ConnectionClose);
    }

    [Fact(Timeout = Patience)]
    public async Task Host_ThatIsStopped_DrainsAndAnswersWhatItHasTaken()
    {
        await using DigitsFactory service = new DigitsFactory { Model = new GatedModel(holdsRuns: true) }.Listening();
        using HttpClient client = await service.ReadyClientAsync();
        Task<HttpResponseMessage> running = client.TellAsync("/predict/raw", Bodies.Octets(Samples.SevenPixels));
        await service.Model!.RunBegunAsync();
        IHostApplicationLifetime lifetime = service.Services.GetRequiredService<IHostApplicationLifetime>();
        Draining draining = service.Services.GetRequiredService<Draining>();

        // What SIGTERM calls.
        lifetime.StopApplication();
        Assert.True(draining.HasBegun);
        service.Model.Release();

        await Answers.DigitAsync(7, await running);
    }

    [Fact(Timeout = Patience)]
    public async Task Host_ThatIsStopped_TakesNoNewConnections()
    {
        await using DigitsFactory service = new DigitsFactory { Model = new GatedModel(holdsRuns: true) }.Listening();
        using HttpClient client = await service.ReadyClientAsync();
        Task<HttpResponseMessage> running = client.TellAsync("/predict/raw", Bodies.Octets(Samples.SevenPixels));
        await service.Model!.RunBegunAsync();
        IHostApplicationLifetime lifetime = service.Services.GetRequiredService<IHostApplicationLifetime>();
        lifetime.StopApplication();
        service.Model.Release();
        await running;
        await Task.Delay(Timeout.Infinite, lifetime.ApplicationStopped).ContinueWith(
            static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

        using var socket = new TcpClient();
        await Assert.ThrowsAsync<SocketException>(() =>
            socket.ConnectAsync(client.BaseAddress!.Host, client.BaseAddress.Port, TestContext.Current.CancellationToken).AsTask());
    }
}
