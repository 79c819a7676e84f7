using Digits.Api.Contracts;
using Digits.Api.Errors;
using Digits.Api.Hosting;
using Digits.Core.Recognition;

namespace Digits.Api.Health;

/// <summary>For orchestrators: /health/live says whether to restart the process, /health/ready whether to send it requests.</summary>
internal static class HealthEndpoints
{
    private static readonly string[] GetAndHead = [HttpMethods.Get, HttpMethods.Head];

    public static void MapHealth(this WebApplication app)
    {
        RouteGroupBuilder group = app.MapGroup("/health");
        group.MapMethods("/live", GetAndHead, Live);
        group.MapMethods("/ready", GetAndHead, Ready);
    }

    private static JsonAnswer<HealthAnswer> Live() => new(new HealthAnswer("live", null), AnswerJson.Plain.HealthAnswer);

    private static IResult Ready(DigitRecognizer recognizer, Draining draining)
    {
        if (draining.HasBegun)
        {
            return Problem.Draining;
        }

        return recognizer.IsReady
            ? new JsonAnswer<HealthAnswer>(new HealthAnswer("ready", recognizer.Models), AnswerJson.Plain.HealthAnswer)
            : Problem.NotReady;
    }
}
