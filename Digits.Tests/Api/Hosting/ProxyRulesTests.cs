using System.Net;
using Digits.Api.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Digits.Tests.Api.Hosting;

public sealed class ProxyRulesTests
{
    [Theory]
    [InlineData("")]
    [InlineData("/digits")]
    [InlineData("/digits/v1.2/a_b-c~d")]
    public void PathBase_ThatIsAPath_IsTaken(string path) => Assert.True(Validate(new ApiOptions { PathBase = path }).Succeeded);

    [Theory]
    [InlineData("/")]
    [InlineData("digits")]
    [InlineData("/digits/")]
    [InlineData("//digits")]
    [InlineData("/digits//v1")]
    [InlineData("/digits/..")]
    [InlineData("/./digits")]
    [InlineData("/dig its")]
    [InlineData("/digits?a")]
    [InlineData("/digits#a")]
    [InlineData("/%64igits")]
    [InlineData("/digits\n")]
    [InlineData("\\digits")]
    [InlineData("https://example.org/digits")]
    public void PathBase_ThatIsNone_IsRefusedByItsName(string path) =>
        Assert.StartsWith("Digits:PathBase must", Assert.Single(Validate(new ApiOptions { PathBase = path }).Failures!), StringComparison.Ordinal);

    [Theory]
    [InlineData("10.0.0.1", "10.0.0.1/32")]
    [InlineData("10.0.0.0/8", "10.0.0.0/8")]
    [InlineData("10.0.0.1/8", "10.0.0.0/8")]
    [InlineData("0.0.0.0/0", "0.0.0.0/0")]
    [InlineData("::1", "::1/128")]
    [InlineData("FD00::/8", "fd00::/8")]
    public void Proxy_ThatIsAnAddressOrANetwork_IsTaken(string proxy, string network)
    {
        Assert.True(Validate(new ApiOptions { TrustedProxies = [proxy] }).Succeeded);
        Assert.Equal(IPNetwork.Parse(network), ProxyExtensions.ParseNetwork(proxy));
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("localhost")]
    [InlineData("10")]
    [InlineData("10/8")]
    [InlineData("10.0.0/8")]
    [InlineData("010.0.0.1")]
    [InlineData("10.0.0.1/33")]
    [InlineData("10.0.0.1/")]
    [InlineData("10.0.0.1:80")]
    [InlineData("[::1]")]
    [InlineData("[::1]:80")]
    [InlineData("10.0.0.1, 10.0.0.2")]
    public void Proxy_ThatIsNeither_IsRefusedByItsName(string proxy)
    {
        string failure = Assert.Single(Validate(new ApiOptions { TrustedProxies = ["10.0.0.1", proxy] }).Failures!);
        Assert.StartsWith("Digits:TrustedProxies must", failure, StringComparison.Ordinal);
    }

    private static ValidateOptionsResult Validate(ApiOptions options) =>
        new ProxyRules(new ConfigurationBuilder().Build()).Validate(null, options);
}
