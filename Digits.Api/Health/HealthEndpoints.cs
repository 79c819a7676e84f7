using System.Text.Json;
using Digits.Api.Contracts;
using Digits.Api.Errors;
using Digits.Api.Hosting;
using Digits.Api.Hosting.Management;
using Digits.Core.Recognition;

namespace Digits.Api.Health;

/// <summary>For orchestrators: /health/live says whether to restart the process, /health/ready whether to send it requests.</summary>
internal static class HealthEndpoints
{
    private static readonly string[] GetAndHead = [HttpMethods.Get, HttpMethods.Head];

    public static void MapHealth(this WebApplication app)
    {
        RouteGroupBuilder group = app.MapGroup("/health").ForManagement();
        DigitRecognizer recognizer = app.Services.GetRequiredService<DigitRecognizer>();
        Draining draining = app.Services.GetRequiredService<Draining>();
        group.MapMethods("/live", GetAndHead, (RequestDelegate)(context => WriteAsync(context, new HealthAnswer("live", null))));
        group.MapMethods("/ready", GetAndHead, (RequestDelegate)(context =>
            draining.HasBegun ? Problem.Draining.WriteAsync(context)
            : !recognizer.IsReady ? Problem.NotReady.WriteAsync(context)
            : WriteAsync(context, new HealthAnswer("ready", recognizer.Models))));
    }

    private static async Task WriteAsync(HttpContext context, HealthAnswer answer) => await JsonBody.WriteAsync(
        context,
        answer,
        static (json, health) => JsonSerializer.Serialize(json, health, AnswerJson.Default.HealthAnswer));
}
