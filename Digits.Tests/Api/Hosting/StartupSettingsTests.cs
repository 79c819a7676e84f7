using System.Collections;
using Digits.Api.Hosting;
using Microsoft.Extensions.Options;

namespace Digits.Tests.Api.Hosting;

public sealed class StartupSettingsTests
{
    [Theory]
    [InlineData()]
    [InlineData("--urls", "http://+:8080", "--Digits:MaxBodyBytes=1024", "/Digits:QueueCapacity=5", "environment=Production")]
    [InlineData("--DIGITS:CorsOrigins:0", "*", "--Serilog:MinimumLevel:Default=Debug", "--Kestrel:Limits:MaxRequestHeaderCount", "9")]
    [InlineData("--http_ports=8080", "--AllowedHosts=a", "--OTEL_SERVICE_NAME=digits", "--contentRoot=/", "--applicationName=Digits.Api")]
    public void Arguments_ThatAreRead_PassUnnoticed(params string[] arguments) =>
        Assert.Null(Record.Exception(() => StartupSettings.Require(arguments, new Hashtable())));

    [Theory]
    [InlineData("--Digits.MaxBodyBytes is not read: write --Digits:MaxBodyBytes=value.", "--Digits.MaxBodyBytes=5")]
    [InlineData("--Digits__CorsOrigins__0 is not read: write --Digits:CorsOrigins:0=value.", "--Digits__CorsOrigins__0", "*")]
    [InlineData("--MaxBodyBytes is not read: write --Digits:MaxBodyBytes=value.", "--MaxBodyBytes=5")]
    [InlineData("--digits-max-body-bytes is not read: write --Digits:MaxBodyBytes=value.", "--digits-max-body-bytes=5")]
    [InlineData("--Nonsense is no option; there are --urls", "--Nonsense=5")]
    [InlineData("--url is no option; there are --urls", "--url=http://+:8080")]
    [InlineData("--Digits is no option; there are --urls", "--Digits=5")]
    [InlineData("Argument 1, serve, belongs to no option; there are --urls", "serve")]
    [InlineData("Argument 2, -v, belongs to no option; there are --urls", "--urls=http://+:0", "-v")]
    [InlineData("--urls has no value.", "--urls")]
    public void Arguments_ThatAreNotRead_StopTheStartWithTheirName(string fault, params string[] arguments) =>
        Assert.StartsWith(fault, Fault(arguments), StringComparison.Ordinal);

    [Theory]
    [InlineData("--Digits:ApiKeys:a=", "6f1c2a9c8e1d4b7f")]
    [InlineData("--Digits.ApiKeys.a=6f1c2a9c8e1d4b7f")]
    [InlineData("--Digits.ApiKeys.a", "6f1c2a9c8e1d4b7f")]
    public void Arguments_ThatMayBeKeys_AreNotRepeated(params string[] arguments) =>
        Assert.DoesNotContain("6f1c2a9c8e1d4b7f", Fault(arguments), StringComparison.Ordinal);

    [Theory]
    [InlineData("DIGITS_MAXBODYBYTES", "Digits__MaxBodyBytes")]
    [InlineData("DIGITS_MAX_BODY_BYTES", "Digits__MaxBodyBytes")]
    [InlineData("Digits.MaxBodyBytes", "Digits__MaxBodyBytes")]
    [InlineData("Digits_CorsOrigins_0", "Digits__CorsOrigins__0")]
    [InlineData("digits-Parallelism", "Digits__Parallelism")]
    public void Variable_InAnotherSpelling_StopsTheStartWithTheRightOne(string name, string right) => Assert.Equal(
        $"The environment's {name} is not read: write {right}.", Fault([], name));

    // As Kubernetes sets them for a service that is called digits, and what is read.
    [Theory]
    [InlineData("DIGITS_SERVICE_HOST")]
    [InlineData("DIGITS_PORT")]
    [InlineData("DIGITS_PORT_80_TCP_ADDR")]
    [InlineData("Digits__MaxBodyBytes")]
    [InlineData("DIGITS")]
    [InlineData("DIGITSMAXBODYBYTES")]
    [InlineData("PATH")]
    public void Variable_ThatIsReadOrIsAnothers_PassesUnnoticed(string name) =>
        Assert.Null(Record.Exception(() => StartupSettings.Require([], new Hashtable { [name] = "5" })));

    private static string Fault(string[] arguments, params string[] variables) => Assert.Single(
        Assert.Throws<OptionsValidationException>(() => StartupSettings.Require(arguments, Environment(variables))).Failures);

    private static Hashtable Environment(string[] names)
    {
        var environment = new Hashtable();
        Array.ForEach(names, name => environment[name] = "5");
        return environment;
    }
}
