using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Digits.Api.Health;
using Digits.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Digits.Tests.Api.Health;

public sealed class HealthProbeTests
{
    private const int Patience = 60_000;

    [Theory(Timeout = Patience)]
    [InlineData("http://127.0.0.1:{0}")]
    [InlineData("http://+:{0}")]
    [InlineData("http://[::]:{0}")]
    [InlineData("http://localhost:{0}")]
    public async Task Probe_OfAReadyService_SaysItsAnswerAndEndsWithZero(string address)
    {
        await using DigitsFactory service = new DigitsFactory { Model = new GatedModel() }.Listening();
        using HttpClient client = await service.ReadyClientAsync();
        (int exitCode, string output, string error) = await ProbeAsync(string.Format(null, address, client.BaseAddress!.Port));
        Assert.Equal(0, exitCode);
        Assert.Contains("200 {\"status\":\"ready\"", output, StringComparison.Ordinal);
        Assert.Empty(error);
    }

    [Fact(Timeout = Patience)]
    public async Task Probe_OfTwoAddressesOfWhichOneAnswers_EndsWithZero()
    {
        using var silent = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await using DigitsFactory service = new DigitsFactory { Model = new GatedModel() }.Listening();
        using HttpClient client = await service.ReadyClientAsync();
        (int exitCode, _, _) = await ProbeAsync($"http://127.0.0.1:{Bind(silent)};http://127.0.0.1:{client.BaseAddress!.Port}");
        Assert.Equal(0, exitCode);
    }

    [Fact(Timeout = Patience)]
    public async Task Probe_OfAServiceBehindItsOwnCertificate_EndsWithZero()
    {
        using RSA key = RSA.Create(2048);
        var request = new CertificateRequest("CN=digits.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));

        // On Windows the server takes no key that lives in memory alone.
        using X509Certificate2 certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
        await using DigitsFactory service = new DigitsFactory
        {
            Model = new GatedModel(),
            Configure = services => services.Configure<KestrelServerOptions>(kestrel =>
                kestrel.ConfigureEndpointDefaults(endpoint => endpoint.UseHttps(certificate))),
        }.Listening();
        using HttpClient client = await service.ReadyClientAsync();
        (int exitCode, _, _) = await ProbeAsync($"https://+:{client.BaseAddress!.Port}");
        Assert.Equal(0, exitCode);
    }

    [Fact(Timeout = Patience)]
    public async Task Probe_WhileModelsLoad_SaysTheAnswerAndEndsWithOne()
    {
        await using DigitsFactory service = new DigitsFactory { Model = new GatedModel(holdsLoads: true) }.Listening();
        using HttpClient client = service.CreateClient();
        (int exitCode, string output, string error) = await ProbeAsync($"http://+:{client.BaseAddress!.Port}");
        Assert.Equal(1, exitCode);
        Assert.Empty(output);
        Assert.Contains("answers 503", error, StringComparison.Ordinal);
        Assert.Contains("urn:digits:problem:not-ready", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_WhereNobodyListens_EndsWithOneInOneLine()
    {
        using var bound = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        (int exitCode, _, string error) = await ProbeAsync($"http://127.0.0.1:{Bind(bound)}");
        Assert.Equal(1, exitCode);
        Assert.Contains("cannot be asked", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Fact(Timeout = Patience)]
    public async Task Probe_OfAServiceThatStaysSilent_GivesUp()
    {
        using var silent = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        int port = Bind(silent);
        silent.Listen();
        (int exitCode, _, string error) = await ProbeAsync($"http://127.0.0.1:{port}", TimeSpan.FromMilliseconds(200));
        Assert.Equal(1, exitCode);
        Assert.Contains("does not answer in time", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://+:0", "names no port")]
    [InlineData("8080", "8080")]
    [InlineData("gopher://+:70", "gopher")]
    public async Task Probe_WithoutAnAddress_SaysSoAndEndsWithOne(string urls, string reason)
    {
        (int exitCode, _, string error) = await ProbeAsync(urls);
        Assert.Equal(1, exitCode);
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    /// <summary>Takes a free port that refuses connections until the socket listens.</summary>
    private static int Bind(Socket socket)
    {
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private static async Task<(int ExitCode, string Output, string Error)> ProbeAsync(string urls, TimeSpan? patience = null)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exitCode = await Task.Run(() => HealthProbe.Run(["--urls", urls], patience ?? TimeSpan.FromMinutes(1), output, error));
        return (exitCode, output.ToString(), error.ToString());
    }
}
