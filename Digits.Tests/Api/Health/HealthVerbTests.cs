using System.Diagnostics;
using System.Globalization;
using Digits.Tests.Support;

namespace Digits.Tests.Api.Health;

/// <summary>The verb as a container's health check runs it: a process of its own, told by the environment alone.</summary>
public sealed class HealthVerbTests
{
    private const int Patience = 60_000;

    [Fact(Timeout = Patience)]
    public async Task Verb_BesideAReadyService_EndsWithZero()
    {
        await using DigitsFactory service = new DigitsFactory { Model = new GatedModel() }.Listening();
        using HttpClient client = await service.ReadyClientAsync();
        Assert.Equal(0, await ExitCodeAsync(client.BaseAddress!.Port));
    }

    [Fact(Timeout = Patience)]
    public async Task Verb_WhileModelsLoad_EndsWithOne()
    {
        await using DigitsFactory service = new DigitsFactory { Model = new GatedModel(holdsLoads: true) }.Listening();
        using HttpClient client = service.CreateClient();
        Assert.Equal(1, await ExitCodeAsync(client.BaseAddress!.Port));
    }

    private static async Task<int> ExitCodeAsync(int port)
    {
        var start = new ProcessStartInfo(DotnetHost.Require(), [typeof(Program).Assembly.Location, "health"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("ASPNETCORE_URLS");
        start.Environment.Remove("URLS");
        start.Environment["ASPNETCORE_HTTP_PORTS"] = port.ToString(CultureInfo.InvariantCulture);
        using Process process = Process.Start(start)!;
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        string said = await process.StandardOutput.ReadToEndAsync(cancellationToken) + await process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        Assert.Contains($"http://127.0.0.1:{port}/health/ready answers", said, StringComparison.Ordinal);
        return process.ExitCode;
    }
}
