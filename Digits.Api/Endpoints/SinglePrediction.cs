using Digits.Api.Admission;
using Digits.Api.Contracts;
using Digits.Api.Errors;
using Digits.Core.Diagnostics;
using Digits.Core.Recognition;
using Digits.Core.Serialization;

namespace Digits.Api.Endpoints;

/// <summary>What the three endpoints for one digit share: the query, then the body in a way of their own, then the answer.</summary>
/// <remarks>Thread-safe. Knows its services from the start: asking the request for them costs a scope each time.</remarks>
internal sealed class SinglePrediction(DigitRecognizer recognizer, RequestBodies bodies, Refusal refusal)
{
    /// <summary>An endpoint.</summary>
    /// <param name="readAsync">Reads the body.</param>
    /// <param name="lane">Has a place for each request whose body is there.</param>
    public RequestDelegate Of(Func<HttpContext, RequestBodies, PixelScale, ValueTask<Parsed<RequestInput>>> readAsync, Lane lane) =>
        context => AnswerAsync(context, readAsync, lane);

    private async Task AnswerAsync(
        HttpContext context, Func<HttpContext, RequestBodies, PixelScale, ValueTask<Parsed<RequestInput>>> readAsync, Lane lane)
    {
        if (!PredictQuery.From(context.Request).TryGetValue(out PredictQuery? query, out Problem? problem)
            || !(await ReadAsync(context, readAsync, query.Scale)).TryGetValue(out RequestInput? body, out problem))
        {
            await problem.WriteAsync(context);
            return;
        }

        if (!lane.TryTake(out Place place))
        {
            await refusal.WriteAsync(context, lane);
            return;
        }

        try
        {
            Outcome<Prediction> outcome = await recognizer.RecognizeAsync(body.Input, query.Recognition, context.RequestAborted);
            if (outcome.TryGetValue(out Prediction? prediction, out RecognitionError? error))
            {
                await WriteAsync(context, prediction, query.Top);
            }
            else
            {
                await Problem.From(error).WriteAsync(context);
            }
        }
        finally
        {
            lane.Release(place);
        }
    }

    private async ValueTask<Parsed<RequestInput>> ReadAsync(
        HttpContext context, Func<HttpContext, RequestBodies, PixelScale, ValueTask<Parsed<RequestInput>>> readAsync, PixelScale scale)
    {
        using StageTimer timer = StageTimer.Start(Stage.Read);
        return await readAsync(context, bodies, scale);
    }

    private static async ValueTask WriteAsync(HttpContext context, Prediction prediction, int top)
    {
        using StageTimer timer = StageTimer.Start(Stage.Write);
        await JsonBody.WriteAsync(
            context,
            (Prediction: prediction, Top: top),
            static (json, answer) => PredictionJson.Write(json, answer.Prediction, answer.Top));
    }
}
