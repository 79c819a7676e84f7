using Digits.Api.Contracts;
using Digits.Api.Errors;
using Digits.Core.Recognition;

namespace Digits.Api.Endpoints;

/// <summary>What the three endpoints for one digit share: the query, then the body in a way of their own, then the answer.</summary>
internal static class SinglePrediction
{
    /// <summary>Answers a request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="recognizer">Reads the digit.</param>
    /// <param name="readAsync">Reads the body.</param>
    public static async Task<IResult> AnswerAsync(
        HttpContext context, DigitRecognizer recognizer, Func<HttpContext, Task<Parsed<RequestInput>>> readAsync)
    {
        if (!PredictQuery.From(context.Request.Query).TryGetValue(out PredictQuery? query, out Problem? problem)
            || !(await readAsync(context)).TryGetValue(out RequestInput? body, out problem))
        {
            return problem;
        }

        Outcome<Prediction> outcome = await recognizer.RecognizeAsync(body.Input, query.Recognition, context.RequestAborted);
        return outcome.TryGetValue(out Prediction? prediction, out RecognitionError? error)
            ? new JsonAnswer<PredictionAnswer>(PredictionAnswer.From(prediction, query.Top), AnswerJson.Plain.PredictionAnswer)
            : Problem.From(error);
    }
}
