using System.Globalization;
using Digits.Api.Admission;
using Digits.Api.Contracts;
using Digits.Api.Errors;
using Digits.Api.Hosting.Connections;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Digits.Api.Hosting;

/// <summary>What one request, and all of them together, may take: bytes, time and connections.</summary>
internal static class LimitsExtensions
{
    /// <summary>The name of the policy that predictions are under.</summary>
    public const string Policy = "predictions";

    private const double SecondsToWrite = 5;

    /// <summary>
    /// What a connection holds of what its client sent and nobody has read yet, in bytes: the least that the server takes, which is what
    /// a request's headers may have. Thousands of clients may send on while an answer waits for them to read it.
    /// </summary>
    private const long MostUnread = 32 << 10;

    /// <summary>What a connection holds of an answer that its client does not read, in bytes; beyond it the writer waits.</summary>
    private const long MostUnsent = 16 << 10;

    private static readonly TimeSpan MostTimeForHeaders = TimeSpan.FromSeconds(10);

    /// <summary>Of a body, a second, after five of them: the slowest of phones' networks send more. The server's own 240 hold memory for little.</summary>
    private static readonly MinDataRate LeastDataRate = new(bytesPerSecond: 1000, gracePeriod: TimeSpan.FromSeconds(5));

    /// <summary>
    /// Who reads more slowly is left: the server gives it the time that all it was sent takes at this rate. Half a megabyte, what Swagger UI
    /// takes, has to be read within a minute; answers to predictions go out at once.
    /// </summary>
    private static readonly MinDataRate SlowestReader = new(bytesPerSecond: 8 << 10, gracePeriod: TimeSpan.FromSeconds(5));

    public static void AddLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddRequestTimeouts();
        builder.Services.AddSingleton<BodyMemory>();
        builder.Services.AddSingleton<RequestBodies>();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddHostedService<QuietMemory>();
        builder.Services.AddSingleton<IConnectionListenerFactory, ClientListenerFactory>();

        // A request that is accepted while the process is about to stop has its whole deadline, and a little to be written.
        builder.Services.AddOptions<HostOptions>().Configure<IOptions<ApiOptions>>((host, options) =>
            host.ShutdownTimeout = TimeSpan.FromSeconds(options.Value.DrainSeconds + options.Value.DeadlineSeconds + SecondsToWrite));
        builder.Services.AddOptions<KestrelServerOptions>().Configure<IOptions<ApiOptions>>((kestrel, options) =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.RequestHeadersTimeout = MostTimeForHeaders;
            kestrel.Limits.MinRequestBodyDataRate = LeastDataRate;
            kestrel.Limits.MinResponseDataRate = SlowestReader;
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(options.Value.KeepAliveSeconds);
            kestrel.Limits.MaxRequestBodySize = options.Value.MaxBodyBytes;
            kestrel.Limits.MaxRequestBufferSize = MostUnread;
        });

        // The server's own limits of its buffers do not reach the sockets', which hold a megabyte for each connection by themselves.
        builder.Services.Configure<SocketTransportOptions>(sockets => (sockets.MaxReadBufferSize, sockets.MaxWriteBufferSize) = (MostUnread, MostUnsent));
        builder.Services.AddOptions<RequestTimeoutOptions>().Configure<IOptions<ApiOptions>>((timeouts, options) =>
            timeouts.AddPolicy(Policy, new RequestTimeoutPolicy
            {
                Timeout = TimeSpan.FromSeconds(options.Value.DeadlineSeconds),
                TimeoutStatusCode = StatusCodes.Status504GatewayTimeout,
                WriteTimeoutResponse = context => Problem.DeadlineExceeded.WriteAsync(context),
            }));
    }

    public static void UseLimits(this WebApplication app) => app.UseMiddleware<Deadline>().UseRequestTimeouts();

    /// <summary>The value of Retry-After on every answer that asks to come back.</summary>
    public static string RetryAfter(HttpContext context) =>
        (context.GetEndpoint()?.Metadata.GetMetadata<Lane>()?.RetryAfter() ?? 1).ToString(CultureInfo.InvariantCulture);
}
