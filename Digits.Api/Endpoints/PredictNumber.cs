using Digits.Api.Admission;
using Digits.Api.Contracts;
using Digits.Api.Errors;
using Digits.Core.Diagnostics;
using Digits.Core.Recognition;
using Digits.Core.Serialization;
using Microsoft.Net.Http.Headers;

namespace Digits.Api.Endpoints;

/// <summary>POST /predict/number: a picture with one line of digits, in the forms of /predict/image and /predict/base64.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class PredictNumber(DigitRecognizer recognizer, RequestBodies bodies, Lanes lanes, Refusal refusal)
{
    private const string Accepted =
        $"{MediaTypes.Multipart}, an image type, {MediaTypes.Bytes}, {MediaTypes.Json} or {MediaTypes.Form}";

    /// <summary>The endpoint.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        if (!PredictNumberQuery.From(context.Request).TryGetValue(out PredictNumberQuery? query, out Problem? problem)
            || !(await ReadAsync(context)).TryGetValue(out RequestInput? body, out problem))
        {
            await problem.WriteAsync(context);
            return;
        }

        if (!lanes.Pictures.TryTake(out Place place))
        {
            await refusal.WriteAsync(context, lanes.Pictures);
            return;
        }

        try
        {
            Outcome<NumberPrediction> outcome = await recognizer.RecognizeNumberAsync(body.Input, query.Recognition, context.RequestAborted);
            if (outcome.TryGetValue(out NumberPrediction? number, out RecognitionError? error))
            {
                await WriteAsync(context, number, query.Top);
            }
            else
            {
                await Problem.From(error).WriteAsync(context);
            }
        }
        finally
        {
            lanes.Pictures.Release(place);
        }
    }

    private async ValueTask<Parsed<RequestInput>> ReadAsync(HttpContext context)
    {
        using StageTimer timer = StageTimer.Start(Stage.Read);
        MediaTypeHeaderValue? type = context.Request.MediaType();
        return type.IsJson() || type.Is(MediaTypes.Form)
            ? await PredictBase64.ReadAsync(context, bodies)
            : await PredictImage.ReadAsync(context, bodies, Accepted);
    }

    private static async ValueTask WriteAsync(HttpContext context, NumberPrediction number, int top)
    {
        using StageTimer timer = StageTimer.Start(Stage.Write);
        await JsonBody.WriteAsync(
            context,
            (Number: number, Top: top),
            static (json, answer) => NumberJson.Write(json, answer.Number, answer.Top));
    }
}
