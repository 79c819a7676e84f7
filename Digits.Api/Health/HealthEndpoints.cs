using System.Text.Json;
using Digits.Api.Contracts;
using Digits.Api.Errors;
using Digits.Api.Hosting;
using Digits.Api.Hosting.Management;
using Digits.Core.Recognition;

namespace Digits.Api.Health;

/// <summary>For orchestrators: /health/live says whether to restart the process, /health/ready whether to send it requests, and if not, why.</summary>
/// <remarks>/healthz is asked by some to restart a process: it says live, so that none is restarted while it loads or shuts down.</remarks>
internal static class HealthEndpoints
{
    private static readonly string[] LivePaths = ["/health/live", "/livez", "/healthz"];
    private static readonly string[] ReadyPaths = ["/health/ready", "/readyz"];

    /// <summary>All of their paths.</summary>
    public static IEnumerable<string> Paths => LivePaths.Concat(ReadyPaths);

    public static void MapHealth(this WebApplication app)
    {
        RouteGroupBuilder group = app.MapGroup("").ForManagement();
        DigitRecognizer recognizer = app.Services.GetRequiredService<DigitRecognizer>();
        Draining draining = app.Services.GetRequiredService<Draining>();
        Map(group, LivePaths, context => WriteAsync(context, new HealthAnswer("live", null)));
        Map(group, ReadyPaths, context =>
            draining.HasBegun ? Problem.Draining.WriteAsync(context)
            : recognizer.Unavailability is { } error ? Problem.From(error).WriteAsync(context)
            : WriteAsync(context, new HealthAnswer("ready", recognizer.Models)));
    }

    /// <summary>Of several paths the first is the one that the contract describes; the others are those that orchestrators ask by habit.</summary>
    private static void Map(RouteGroupBuilder group, string[] paths, RequestDelegate answer)
    {
        for (int i = 0; i < paths.Length; i++)
        {
            IEndpointConventionBuilder endpoint = group.MapMethods(paths[i], ReadMethods.GetAndHead, answer);
            if (i > 0)
            {
                endpoint.WithMetadata(new ExcludeFromDescriptionAttribute());
            }
        }
    }

    private static async Task WriteAsync(HttpContext context, HealthAnswer answer) => await JsonBody.WriteAsync(
        context,
        answer,
        static (json, health) => JsonSerializer.Serialize(json, health, AnswerJson.Default.HealthAnswer));
}
