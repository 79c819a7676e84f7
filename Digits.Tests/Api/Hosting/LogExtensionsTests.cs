using System.Text.Json;
using Digits.Tests.Support;

namespace Digits.Tests.Api.Hosting;

/// <summary>The log of a process, whose console nobody else writes to and whose end comes.</summary>
public sealed class LogExtensionsTests : IDisposable
{
    private const int Patience = 60_000;
    private const string CannotListen = "Hosting failed to start";

    private readonly TemporaryFolder _folder = new();
    private readonly TakenPort _port = new();

    private string LogFile => Path.Combine(_folder.Path, "digits.log");

    [Fact(Timeout = Patience)]
    public async Task Console_InProduction_HasJson()
    {
        (_, string output, _) = await RunAsync([]);
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.NotEmpty(lines);
        Assert.All(lines, line => JsonElement.Parse(line).GetProperty("RenderedMessage"));
        Assert.Contains(lines, line => line.Contains(CannotListen, StringComparison.Ordinal));
    }

    [Fact(Timeout = Patience)]
    public async Task Console_InDevelopment_HasLinesToRead()
    {
        (_, string output, _) = await RunAsync([new("ASPNETCORE_ENVIRONMENT", "Development")]);
        Assert.Matches(@$"(?m)^[0-9:]{{8}}\.[0-9]{{3}} ERR {CannotListen}\r?$", output);
    }

    [Fact(Timeout = Patience)]
    public async Task Console_ThatNobodyReads_DoesNotHoldUpTheEnd()
    {
        // One line is more than a pipe takes.
        using var service = new ServiceProcess([], $"--urls={_port.Url}", $"--Serilog:Properties:Padding={new string('p', 100_000)}");
        (int code, _) = await service.EndAsync();
        Assert.Equal(1, code);
    }

    [Theory(Timeout = Patience)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task File_ConfiguredAsTheOnlySink_HasEveryLineAndTheConsoleNone(bool byEnvironment)
    {
        (string Name, string Value)[] settings = [("Serilog:WriteTo:0:Name", "File"), ("Serilog:WriteTo:0:Args:path", LogFile)];
        (int code, string output, string error) = byEnvironment
            ? await RunAsync(settings.Select(setting => KeyValuePair.Create(setting.Name.Replace(":", "__", StringComparison.Ordinal), setting.Value)))
            : await RunAsync([], [.. settings.Select(setting => $"--{setting.Name}={setting.Value}")]);
        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith("Digits cannot start: ", error, StringComparison.Ordinal);
        Assert.Contains(CannotListen, await ReadLogAsync(), StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task File_OfAServiceThatIsTerminated_HasItsLastWords()
    {
        using var service = new ServiceProcess(
            [],
            "--urls=http://127.0.0.1:0",
            "--Serilog:WriteTo:0:Name=File",
            $"--Serilog:WriteTo:0:Args:path={LogFile}",
            "--Serilog:WriteTo:1:Name=Console");
        while (await service.Output.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && !line.Contains("Application started", StringComparison.Ordinal))
        {
        }

        service.Terminate();
        Assert.Equal((0, ""), await service.EndAsync());
        Assert.Contains("[INF] Application is shutting down...", await ReadLogAsync(), StringComparison.Ordinal);
    }

    [Theory(Timeout = Patience)]
    [InlineData("Serilog:WriteTo:0:Name", "Konsole", "Konsole")]
    [InlineData("Serilog:MinimumLevel:Default", "Loud", "Serilog:MinimumLevel:Default is Loud")]
    public async Task Setting_ThatIsWrong_StopsTheStartInOneLineThatNamesIt(string key, string value, string name)
    {
        (int code, string output, string error) = await RunAsync([], $"--{key}={value}");
        Assert.Equal((1, ""), (code, output));
        Assert.Equal(1, error.Count(letter => letter == '\n'));
        Assert.Contains(name, error, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _folder.Dispose();
        _port.Dispose();
    }

    /// <summary>A whole life of the service, which is short, because it cannot listen.</summary>
    private async Task<(int Code, string Output, string Error)> RunAsync(
        IEnumerable<KeyValuePair<string, string>> environment, params string[] arguments)
    {
        using var service = new ServiceProcess(environment, [$"--urls={_port.Url}", .. arguments]);
        string output = await service.Output.ReadToEndAsync(TestContext.Current.CancellationToken);
        (int code, string error) = await service.EndAsync();
        return (code, output, error);
    }

    private Task<string> ReadLogAsync() => File.ReadAllTextAsync(LogFile, TestContext.Current.CancellationToken);
}
