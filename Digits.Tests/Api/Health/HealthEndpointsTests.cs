using System.Net;
using System.Text.Json;
using Digits.Api.Hosting;
using Digits.Core.Recognition;
using Digits.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Digits.Tests.Api.Health;

public sealed class HealthEndpointsTests(DigitsFactory service)
{
    [Fact]
    public async Task Live_OfARunningService_IsLive()
    {
        using HttpClient client = await service.ReadyClientAsync();
        JsonElement answer = await Answers.OkAsync(await client.AskAsync("/health/live"));
        Assert.Equal("live", answer.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Ready_WithModelsLoaded_NamesThem()
    {
        using HttpClient client = await service.ReadyClientAsync();
        JsonElement answer = await Answers.OkAsync(await client.AskAsync("/health/ready"));
        string[] names = [.. answer.GetProperty("models").EnumerateArray().Select(model => model.GetProperty("name").GetString()!)];
        Assert.Equal(["cnn", "cnn-fp32", "softmax"], names);
    }

    [Theory]
    [InlineData("/livez", "live")]
    [InlineData("/healthz", "live")]
    [InlineData("/readyz", "ready")]
    public async Task Alias_OfAHealthCheck_AnswersTheSame(string path, string status)
    {
        using HttpClient client = await service.ReadyClientAsync();
        foreach (HttpMethod method in new[] { HttpMethod.Get, HttpMethod.Head })
        {
            HttpResponseMessage response = await client.AskAsync(method, path);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.StartsWith($"{{\"status\":\"{status}\"", body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/livez")]
    [InlineData("/readyz")]
    [InlineData("/healthz")]
    public async Task Head_OfAHealthCheck_AnswersItsStatusWithoutABody(string path)
    {
        // The server in memory does not take the body off.
        await using DigitsFactory listening = new DigitsFactory { Model = new GatedModel() }.Listening();
        using HttpClient client = await listening.ReadyClientAsync();
        HttpResponseMessage response = await client.AskAsync(HttpMethod.Head, path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Ready_WhileModelsLoad_IsNotReadyAndBecomesSo()
    {
        await using var loading = new DigitsFactory { Model = new GatedModel(holdsLoads: true) };
        using HttpClient client = loading.CreateClient();
        await loading.Model!.LoadBegunAsync();
        string detail = await Answers.ProblemAsync(503, "not-ready", await client.AskAsync("/health/ready"));
        Assert.Equal("The model cnn is being loaded, 1 of 3; try again in a moment.", detail);
        loading.Model!.Release();
        await loading.Services.GetRequiredService<DigitRecognizer>().LoadAsync(TestContext.Current.CancellationToken);
        await Answers.OkAsync(await client.AskAsync("/health/ready"));
    }

    [Fact]
    public async Task Live_WhileModelsLoad_IsLive()
    {
        await using var loading = new DigitsFactory { Model = new GatedModel(holdsLoads: true) };
        using HttpClient client = loading.CreateClient();
        await Answers.OkAsync(await client.AskAsync("/health/live"));
    }

    [Fact]
    public async Task Ready_WhileDraining_IsDraining()
    {
        await using var draining = new DigitsFactory { Model = new GatedModel() };
        using HttpClient client = await draining.ReadyClientAsync();
        draining.Services.GetRequiredService<Draining>().Begin();
        await Answers.ProblemAsync(503, "draining", await client.AskAsync("/health/ready"));
    }

    [Fact]
    public async Task Live_WhileDraining_IsLive()
    {
        await using var draining = new DigitsFactory { Model = new GatedModel() };
        using HttpClient client = await draining.ReadyClientAsync();
        draining.Services.GetRequiredService<Draining>().Begin();
        await Answers.OkAsync(await client.AskAsync("/health/live"));
    }
}
