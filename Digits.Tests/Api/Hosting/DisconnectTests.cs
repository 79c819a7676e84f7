using System.Runtime.CompilerServices;
using Digits.Core.Inference;
using Digits.Core.Recognition;
using Digits.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Serilog.Events;

namespace Digits.Tests.Api.Hosting;

public sealed class DisconnectTests
{
    private const int Patience = 60_000;

    [Theory(Timeout = Patience)]
    [InlineData("/predict/raw")]
    [InlineData("/predict/batch")]
    public async Task Client_ThatLeavesTheQueue_IsNotRun(string path)
    {
        await using DigitsFactory service = new DigitsFactory { Model = new GatedModel(holdsRuns: true), Log = new CapturedLog() }
            .With("Parallelism", "1")
            .With("MaxBatchSize", "1");
        using HttpClient client = await service.ReadyClientAsync();
        Task<HttpResponseMessage> running = client.TellAsync("/predict/raw", Bodies.Octets(Samples.SevenPixels));
        await service.Model!.RunBegunAsync();
        using var leaving = new CancellationTokenSource();
        HttpContent body = path == "/predict/raw"
            ? Bodies.Octets(Samples.SevenPixels)
            : Bodies.Json($$"""{"pixels":[[{{Samples.SevenList}}]]}""");
        Task<HttpResponseMessage> queued = client.PostAsync(path, body, leaving.Token);
        await QueuedAsync(service, 2);

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => queued);
        LogEvent line = await service.Log!.FailureAsync();
        service.Model.Release();
        await Answers.DigitAsync(7, await running);
        await Answers.DigitAsync(7, await client.TellAsync("/predict/raw", Bodies.Octets(Samples.SevenPixels)));

        Assert.Equal(499, Assert.IsType<ScalarValue>(line.Properties["Status"]).Value);
        Assert.Equal(2, service.Model.Items);
    }

    /// <summary>Waits until so many digits are accepted and unanswered.</summary>
    private static async Task QueuedAsync(DigitsFactory service, int count)
    {
        Outcome<ServedModel> model = service.Services.GetRequiredService<ModelCatalog>().Find(null);
        while (Volatile.Read(ref Reserved(model.Value!.Engine)) < count)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_reserved")]
    private static extern ref int Reserved(InferenceEngine engine);
}
