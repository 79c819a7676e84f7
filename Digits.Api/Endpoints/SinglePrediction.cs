using Digits.Api.Contracts;
using Digits.Api.Errors;
using Digits.Core.Recognition;

namespace Digits.Api.Endpoints;

/// <summary>The end that the three endpoints for one digit share.</summary>
internal static class SinglePrediction
{
    public static async Task<IResult> AnswerAsync(HttpContext context, DigitRecognizer recognizer, PredictQuery query, DigitInput input)
    {
        Outcome<Prediction> outcome = await recognizer.RecognizeAsync(input, query.Recognition, context.RequestAborted);
        return outcome.TryGetValue(out Prediction? prediction, out RecognitionError? error)
            ? new JsonAnswer<PredictionAnswer>(PredictionAnswer.From(prediction, query.Top), AnswerJson.Plain.PredictionAnswer)
            : Problem.From(error);
    }
}
