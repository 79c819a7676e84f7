using Digits.Api.Hosting;
using Digits.Api.Hosting.Management;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Digits.Tests.Api.Hosting.Management;

public sealed class ManagementRulesTests
{
    [Theory]
    [InlineData("")]
    [InlineData("http://0.0.0.0:9090")]
    [InlineData("http://+:9090;https://[::1]:9091;")]
    [InlineData("http://localhost:80")]
    public void Addresses_WithPortsOfTheirOwn_AreTaken(string urls) => Assert.True(Validate(urls, "http://*:8080").Succeeded);

    [Theory]
    [InlineData("9090")]
    [InlineData("http://+:0")]
    [InlineData("http://+:65536")]
    [InlineData("http://+:9090/health")]
    [InlineData("ftp://127.0.0.1:9090")]
    [InlineData("http://unix:/run/digits.sock")]
    [InlineData("http://+:9091;nowhere")]
    public void Address_ThatIsNone_IsRefusedByItsName(string urls)
    {
        string failure = Assert.Single(Validate(urls, "http://*:8080").Failures!);
        Assert.StartsWith("Digits:ManagementUrls must hold addresses", failure, StringComparison.Ordinal);
        Assert.EndsWith($"{urls.Split(';')[^1]} is none.", failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://*:8080", "http://*:8080;http://*:8080")]
    [InlineData("http://127.0.0.1:8080", "http://*:8080;http://127.0.0.1:8080")]
    [InlineData("https://127.0.0.2:8080", "http://127.0.0.1:8080")]
    public void Address_AtThePublicPort_IsRefused(string managed, string listened)
    {
        string failure = Assert.Single(Validate(managed, listened).Failures!);
        Assert.StartsWith("Digits:ManagementUrls must have a port of its own", failure, StringComparison.Ordinal);
    }

    private static ValidateOptionsResult Validate(string managed, string listened)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create<string, string?>("urls", listened)])
            .Build();
        return new ManagementRules(configuration).Validate(null, new ApiOptions { ManagementUrls = managed });
    }
}
