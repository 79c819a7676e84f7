using Digits.Api.Health;
using Microsoft.Extensions.Configuration;

namespace Digits.Tests.Api.Health;

public sealed class ServiceAddressesTests
{
    [Theory]
    [InlineData("http://+:8080", "http://127.0.0.1:8080/")]
    [InlineData("http://*:80", "http://127.0.0.1/")]
    [InlineData("http://[::]:8080", "http://127.0.0.1:8080/")]
    [InlineData("http://0.0.0.0:8080", "http://127.0.0.1:8080/")]
    [InlineData("http://localhost:8080", "http://127.0.0.1:8080/")]
    [InlineData("http://digits.example:8080", "http://127.0.0.1:8080/")]
    [InlineData("http://digits.example", "http://127.0.0.1/")]
    [InlineData("http://[::1]:8080", "http://[::1]:8080/")]
    [InlineData("http://127.0.0.2:8080", "http://127.0.0.2:8080/")]
    [InlineData("https://+:8443", "https://127.0.0.1:8443/")]
    [InlineData(" http://+:8080 ;; https://+:8443;", "http://127.0.0.1:8080/ https://127.0.0.1:8443/")]
    [InlineData("http://+:0", "")]
    [InlineData("http://+:65536", "")]
    [InlineData("http://unix:/run/digits.sock", "")]
    [InlineData("http://pipe:/digits", "")]
    public void Address_OfAnyForm_IsReachedFromItsMachine(string urls, string expected) => Assert.Equal(expected, Found(("urls", urls)));

    [Theory]
    [InlineData("8080", null, "http://127.0.0.1:8080/")]
    [InlineData("8080; 8081", "8443", "http://127.0.0.1:8080/ http://127.0.0.1:8081/ https://127.0.0.1:8443/")]
    [InlineData(null, "8443", "https://127.0.0.1:8443/")]
    [InlineData(null, null, "http://127.0.0.1:5000/")]
    [InlineData("", "", "http://127.0.0.1:5000/")]
    public void Ports_WithoutUrls_AreThoseOfTheService(string? http, string? https, string expected) =>
        Assert.Equal(expected, Found(("http_ports", http), ("https_ports", https)));

    [Fact]
    public void Urls_BesideThePorts_GoFirst() =>
        Assert.Equal("http://127.0.0.1:5080/", Found(("urls", "http://127.0.0.1:5080"), ("http_ports", "8080")));

    [Fact]
    public void Endpoints_OfKestrel_GoBeforeTheUrls() => Assert.Equal(
        "http://127.0.0.1:7000/",
        Found(("Kestrel:Endpoints:Main:Url", "http://*:7000"), ("Kestrel:Endpoints:Main:Protocols", "Http1"), ("urls", "http://*:5080")));

    [Fact]
    public void Addresses_OfTheManagementListener_GoBeforeAllOthers() => Assert.Equal(
        "http://127.0.0.1:9090/ https://127.0.0.1:9091/",
        Found(("Digits:ManagementUrls", "http://+:9090;https://+:9091"), ("Kestrel:Endpoints:Main:Url", "http://*:7000"), ("urls", "http://*:5080")));

    [Fact]
    public void Address_ThatIsNone_IsRefused() => Assert.Throws<FormatException>(() => Found(("urls", "8080")));

    [Fact]
    public void CommandLine_OfTheService_IsPartOfItsConfiguration() => Assert.Equal(
        "http://127.0.0.1:7001/", string.Join(' ', ServiceAddresses.Find(ServiceAddresses.Configure(["--urls", "http://+:7001"]))));

    private static string Found(params (string Key, string? Value)[] settings)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)))
            .Build();
        return string.Join(' ', ServiceAddresses.Find(configuration));
    }
}
