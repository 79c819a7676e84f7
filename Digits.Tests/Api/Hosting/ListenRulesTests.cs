using System.Net.Sockets;
using Digits.Api.Hosting;
using Digits.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Digits.Tests.Api.Hosting;

public sealed class ListenRulesTests
{
    private const int Patience = 120_000;

    // 203.0.113.0/24 is set aside for documentation (RFC 5737).
    private const string Foreign = "http://203.0.113.5:5160";

    [Theory]
    [InlineData("urls", "http://127.0.0.1:70000", "http://127.0.0.1:70000 is no address to listen at: its port must be 0 to 65535.")]
    [InlineData("urls", "http://+:0;garbage", "garbage is no address to listen at; write http://127.0.0.1:5080")]
    [InlineData("urls", "127.0.0.1:5080", "127.0.0.1:5080 is no address to listen at")]
    [InlineData("urls", "gopher://+:70", "gopher://+:70 is no address to listen at: only http and https are spoken.")]
    [InlineData("http_ports", "70000", "http://*:70000 is no address to listen at: its port must be")]
    [InlineData("http_ports", "abc", "http://*:abc is no address to listen at: its port must be")]
    [InlineData("https_ports", "-1", "https://*:-1 is no address to listen at")]
    [InlineData("Kestrel:Endpoints:Main:Url", "http://*:70000", "http://*:70000 is no address to listen at")]
    public void Address_ThatIsNone_StopsTheStartWithItself(string key, string value, string fault) => Assert.StartsWith(
        fault,
        Assert.Single(Assert.Throws<OptionsValidationException>(() => ListenRules.Require(Configuration(key, value))).Failures),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("http://+:8080")]
    [InlineData("http://*:80;https://[::1]:8443")]
    [InlineData("http://localhost:0")]
    [InlineData("http://digits.example")]
    [InlineData("http://unix:/run/digits.sock")]
    [InlineData("")]
    public void Address_OfAnyForm_Passes(string urls) => Assert.Null(Record.Exception(() => ListenRules.Require(Configuration("urls", urls))));

    [Fact]
    public void Refusal_OfAnAddress_IsExplainedByTheOneThatIsRefused()
    {
        var refused = new SocketException((int)SocketError.AddressNotAvailable);
        string? reason = ListenRules.Explain(["http://127.0.0.1:0", "http://unix:/run/digits.sock", Foreign], refused);
        Assert.StartsWith($"{Foreign} is not to be listened at: this machine has no such address.", reason, StringComparison.Ordinal);
        Assert.Null(ListenRules.Explain(["http://127.0.0.1:0"], refused));
    }

    [Theory(Timeout = Patience)]
    [InlineData(Foreign)]
    [InlineData("http://127.0.0.1:70000")]
    public async Task Start_AtAnAddressThatIsNotToBeHad_EndsInOneLineWithIt(string url)
    {
        using var service = new ServiceProcess([], $"--urls={url}", "--Serilog:MinimumLevel:Default=Fatal");
        (int code, string error) = await service.EndAsync();
        Assert.Equal(1, code);
        Assert.StartsWith($"Digits cannot start: {url} is ", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Fact(Timeout = Patience)]
    public async Task Start_AtAPortInUse_EndsInOneLineWithIt()
    {
        using var taken = new TakenPort();
        using var service = new ServiceProcess([], $"--urls={taken.Url}", "--Serilog:MinimumLevel:Default=Fatal");
        (int code, string error) = await service.EndAsync();
        Assert.Equal(1, code);
        Assert.Contains($"{taken.Url}: address already in use", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    private static IConfiguration Configuration(string key, string value) =>
        new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create(key, (string?)value)]).Build();
}
