using System.Net;
using System.Net.Sockets;
using Digits.Api.Health;
using Digits.Tests.Support;

namespace Digits.Tests.Api.Hosting.Management;

/// <summary>A process of its own, because a listener is added to a configuration that a test cannot change in time.</summary>
public sealed class ManagementTests
{
    private const int Patience = 60_000;

    [Fact(Timeout = Patience)]
    public async Task Health_WithAManagementListener_IsThereAndNowhereElse()
    {
        (ServiceProcess service, Uri managed) = Start();
        using (service)
        {
            Uri address = await service.ListeningAsync();
            using var client = new HttpClient();
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, managed, "/health/live"));
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(client, address, "/health/live"));
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(client, address, "/health/ready"));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, address, "/openapi.yaml"));
            foreach (string path in new[] { "/openapi.yaml", "/", "/swagger/index.html", "/predict/raw" })
            {
                Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(client, managed, path));
            }
        }
    }

    [Fact(Timeout = Patience)]
    public async Task Metrics_WithAManagementListener_AreThereAndNowhereElse()
    {
        (ServiceProcess service, Uri managed) = Start();
        using (service)
        {
            Uri address = await service.ListeningAsync();
            using var client = new HttpClient();
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, managed, "/metrics"));
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(client, address, "/metrics"));
        }
    }

    [Fact(Timeout = Patience)]
    public async Task Verb_WithAManagementListener_AsksThere()
    {
        (ServiceProcess service, Uri managed) = Start();
        using (service)
        {
            await service.ReadyAsync(managed);
            using var output = new StringWriter();
            string[] options = ["--urls=http://127.0.0.1:1", $"--Digits:ManagementUrls={managed}"];
            Assert.Equal(0, HealthProbe.Run(options, TimeSpan.FromSeconds(30), output, TextWriter.Null));
            Assert.StartsWith($"{managed}health/ready answers 200", output.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact(Timeout = Patience)]
    public async Task Health_WhereThePublicConnectionsAreAllTaken_Answers()
    {
        (ServiceProcess service, Uri managed) = Start("--Digits:MaxConnections=1");
        using (service)
        {
            Uri address = await service.ListeningAsync();
            using var silent = new TcpClient(address.Host, address.Port);
            using var client = new HttpClient();
            for (int i = 0; i < 10; i++)
            {
                Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, managed, "/health/live"));
            }
        }
    }

    private static (ServiceProcess Service, Uri Managed) Start(params string[] more)
    {
        Uri managed = TakenPort.Leave(1)[0];
        return (new ServiceProcess([], ["--urls=http://127.0.0.1:0", $"--Digits:ManagementUrls={managed.GetLeftPart(UriPartial.Authority)}", .. more]), managed);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, Uri service, string path)
    {
        using HttpResponseMessage response = await client.GetAsync(new Uri(service, path), TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
