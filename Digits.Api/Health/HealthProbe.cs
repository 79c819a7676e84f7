using System.Net;

namespace Digits.Api.Health;

/// <summary>
/// The verb <c>health</c>: asks the service that runs beside this process whether it is ready, for images that have neither a shell nor
/// curl. The options after the verb are those of the service; both take the rest from the same files and environment.
/// </summary>
/// <remarks>It builds no host and loads no model, and connects to this machine alone.</remarks>
internal static class HealthProbe
{
    /// <summary>The first argument of a process that is to ask instead of to serve.</summary>
    public const string Verb = "health";

    private const string Path = "/health/ready";
    private const int MostBytes = 64 << 10;
    private const int MostCharacters = 500;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Asks, and writes one line: the answer on standard output, or on standard error why there is none.</summary>
    /// <returns>The exit code: 0 where the service is ready, else 1.</returns>
    public static int Run(string[] args) => Run(args, Patience, Console.Out, Console.Error);

    /// <summary>Asks one address after the other until one is ready.</summary>
    /// <param name="args">The options of the service, as on its command line.</param>
    /// <param name="patience">How long all of it may take.</param>
    /// <param name="output">Takes the answer of a service that is ready.</param>
    /// <param name="error">Takes the reason otherwise.</param>
    internal static int Run(string[] args, TimeSpan patience, TextWriter output, TextWriter error)
    {
        using var deadline = new CancellationTokenSource(patience);
        using var client = new HttpClient(Handler()) { MaxResponseContentBufferSize = MostBytes };
        var refusals = new List<string>();
        try
        {
            foreach (Uri address in ServiceAddresses.Find(ServiceAddresses.Configure(args)))
            {
                (bool isReady, string answer) = Ask(client, new Uri(address, Path), deadline.Token);
                if (isReady)
                {
                    output.WriteLine(answer);
                    return 0;
                }

                refusals.Add(answer);
            }
        }
        catch (Exception fault) when (fault is FormatException or InvalidDataException)
        {
            refusals.Add(fault.Message);
        }

        error.WriteLine(refusals.Count > 0 ? string.Join("; ", refusals).ReplaceLineEndings(" ") : "The configuration names no port to ask at.");
        return 1;
    }

    /// <summary>No proxy, and no other place than the one asked, whatever the environment or an answer says.</summary>
    private static SocketsHttpHandler Handler() => new()
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        SslOptions =
        {
#pragma warning disable CA5359 // A service asks itself: its certificate is for its callers, and bears no name of this machine's own.
            RemoteCertificateValidationCallback = (_, _, _, _) => true,
#pragma warning restore CA5359
        },
    };

    private static (bool IsReady, string Answer) Ask(HttpClient client, Uri address, CancellationToken deadline)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            using HttpResponseMessage response = client.Send(request, deadline);
            using var reader = new StreamReader(response.Content.ReadAsStream(deadline));
            string body = reader.ReadToEnd();
            return (
                response.StatusCode == HttpStatusCode.OK,
                $"{address} answers {(int)response.StatusCode} {body[..Math.Min(body.Length, MostCharacters)]}");
        }
        catch (OperationCanceledException)
        {
            return (false, $"{address} does not answer in time");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or NotSupportedException)
        {
            return (false, $"{address} cannot be asked: {fault.Message}");
        }
    }
}
