using Digits.Api.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using OpenTelemetry.Exporter;

namespace Digits.Tests.Api.Telemetry;

public sealed class OtlpSettingsTests
{
    private const string Any = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Traces = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";

    [Theory]
    [InlineData("TRACES")]
    [InlineData("METRICS")]
    public void Find_WithoutAnEndpoint_SendsNothing(string signal)
    {
        Assert.Null(OtlpSettings.Find(Configuration(), signal));
        Assert.Null(OtlpSettings.Find(Configuration((Any, " ")), signal));
        Assert.Null(OtlpSettings.Find(Configuration(("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"), ("OTEL_SERVICE_NAME", "reader")), signal));
    }

    [Theory]
    [InlineData("TRACES")]
    [InlineData("METRICS")]
    public void Find_WithAnEndpointForAll_SendsBothSignalsThere(string signal) =>
        Assert.Equal(new OtlpSettings(new Uri("http://collector:4317"), false), OtlpSettings.Find(Configuration((Any, "http://collector:4317")), signal));

    [Fact]
    public void Find_WithAnEndpointForTraces_SendsNoMetrics()
    {
        IConfiguration configuration = Configuration((Traces, "http://collector:4318/v1/traces"));
        Assert.Equal(new OtlpSettings(new Uri("http://collector:4318/v1/traces"), true), OtlpSettings.Find(configuration, "TRACES"));
        Assert.Null(OtlpSettings.Find(configuration, "METRICS"));
    }

    [Fact]
    public void Find_WithTheExporterNone_SendsNothingOfThatSignal()
    {
        IConfiguration configuration = Configuration((Any, "http://collector:4317"), ("OTEL_METRICS_EXPORTER", "none"));
        Assert.NotNull(OtlpSettings.Find(configuration, "TRACES"));
        Assert.Null(OtlpSettings.Find(configuration, "METRICS"));
    }

    [Theory]
    [InlineData(Any, "collector")]
    [InlineData(Any, "ftp://collector")]
    [InlineData(Traces, "/v1/traces")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json")]
    [InlineData("OTEL_TRACES_EXPORTER", "zipkin")]
    public void Find_WithAValueThatIsNone_NamesIt(string key, string value)
    {
        (string, string)[] settings = key == Any ? [(key, value)] : [(Any, "http://collector:4317"), (key, value)];
        OptionsValidationException error = Assert.Throws<OptionsValidationException>(() => OtlpSettings.Find(Configuration(settings), "TRACES"));
        Assert.StartsWith(key, Assert.Single(error.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_OfAnEndpointForTraces_IsTheWholeAddress()
    {
        var exporter = new OtlpExporterOptions { Protocol = OtlpExportProtocol.HttpProtobuf };
        new OtlpSettings(new Uri("http://collector:4318/mine"), true).Apply(exporter);
        Assert.Equal(new Uri("http://collector:4318/mine"), exporter.Endpoint);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("TRUE", true)]
    [InlineData("false", false)]
    [InlineData("", false)]
    public void IsDisabled_ByItsVariable_IsWhatThatSays(string value, bool expected) =>
        Assert.Equal(expected, OtlpSettings.IsDisabled(Configuration(("OTEL_SDK_DISABLED", value))));

    private static IConfiguration Configuration(params (string Key, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Key, setting.Value)))
        .Build();
}
