using System.Buffers;
using Digits.Api.Contracts;
using Digits.Api.Errors;
using Digits.Core.Recognition;
using Microsoft.Net.Http.Headers;

namespace Digits.Api.Endpoints;

/// <summary>POST /predict/raw: 784 pixels in MNIST's convention, as JSON or as bytes.</summary>
internal static class PredictRaw
{
    private const string Accepted = $"{MediaTypes.Json} or {MediaTypes.Bytes}";

    public static async Task<IResult> HandleAsync(HttpContext context, DigitRecognizer recognizer)
    {
        if (!PredictQuery.From(context.Request.Query).TryGetValue(out PredictQuery? query, out Problem? problem))
        {
            return problem;
        }

        MediaTypeHeaderValue? type = context.Request.MediaType();
        if (!type.IsJson() && !type.Is(MediaTypes.Bytes))
        {
            return Problem.UnsupportedMediaType(Accepted);
        }

        if (!(await RequestBody.ReadAsync(context)).TryGetValue(out RequestBody? body, out problem))
        {
            return problem;
        }

        using (body)
        {
            return type.IsJson()
                ? await AnswerJsonAsync(context, recognizer, query, body.Text)
                : await SinglePrediction.AnswerAsync(context, recognizer, query, DigitInput.FromPixels(body.Bytes));
        }
    }

    private static async Task<IResult> AnswerJsonAsync(
        HttpContext context, DigitRecognizer recognizer, PredictQuery query, ReadOnlyMemory<byte> json)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(PixelJson.Count);
        try
        {
            Memory<byte> pixels = rented.AsMemory(0, PixelJson.Count);
            return PixelJson.ParseBody(json.Span, pixels.Span) as IResult
                ?? await SinglePrediction.AnswerAsync(context, recognizer, query, DigitInput.FromPixels(pixels));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
