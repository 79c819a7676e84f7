using Digits.Api.Contracts;
using Digits.Api.Errors;
using Digits.Api.Hosting;
using Digits.Core.Recognition;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Digits.Api.Endpoints;

/// <summary>POST /predict/batch: several digits at once, answered in order; what is wrong with one stays with that one.</summary>
internal static class PredictBatch
{
    private const string Accepted = $"{MediaTypes.Json} or {MediaTypes.Multipart}";

    public static async Task<IResult> HandleAsync(
        HttpContext context, DigitRecognizer recognizer, IOptions<ApiOptions> options, IOptions<RecognitionOptions> recognition)
    {
        if (!PredictQuery.From(context.Request.Query).TryGetValue(out PredictQuery? query, out Problem? problem))
        {
            return problem;
        }

        // A batch that the queue could never hold would be told to try again for ever.
        int maxItems = Math.Min(options.Value.MaxBatchItems, recognition.Value.QueueCapacity);
        return (await ReadAsync(context, maxItems)).TryGetValue(out List<Parsed<RequestInput>>? items, out problem)
            ? await AnswerAsync(context, recognizer, query, items)
            : problem;
    }

    private static async Task<Parsed<List<Parsed<RequestInput>>>> ReadAsync(HttpContext context, int maxItems)
    {
        MediaTypeHeaderValue? type = context.Request.MediaType();
        return type switch
        {
            _ when type.IsJson() => await ReadJsonAsync(context, maxItems),
            _ when type.Is(MediaTypes.Multipart) => await ReadFilesAsync(context, type!, maxItems),
            _ => Problem.UnsupportedMediaType(Accepted),
        };
    }

    private static async Task<Parsed<List<Parsed<RequestInput>>>> ReadJsonAsync(HttpContext context, int maxItems) =>
        (await RequestBody.ReadAsync(context)).TryGetValue(out RequestBody? body, out Problem? problem)
            ? BatchBody.Parse(body.Text, maxItems)
            : problem;

    private static async Task<Parsed<List<Parsed<RequestInput>>>> ReadFilesAsync(HttpContext context, MediaTypeHeaderValue type, int maxItems)
    {
        if (!MultipartFiles.Open(context, type).TryGetValue(out MultipartFiles? files, out Problem? problem))
        {
            return problem;
        }

        var items = new List<Parsed<RequestInput>>();
        long total = 0;
        while (true)
        {
            (RequestBody? part, problem) = await files.NextAsync(static (_, isFile) => isFile, total);
            if (part is null)
            {
                return problem ?? (items.Count > 0 ? items : (Parsed<List<Parsed<RequestInput>>>)Problem.MissingField("The form has no file."));
            }

            if (items.Count == maxItems)
            {
                return Problem.BatchTooLarge(maxItems);
            }

            total += part.Bytes.Length;
            Problem? empty = part.Bytes.IsEmpty ? Problem.MissingField($"File {items.Count} has no bytes.") : null;
            items.Add(RequestInput.FromImage(empty, part.Bytes));
        }
    }

    private static async Task<IResult> AnswerAsync(
        HttpContext context, DigitRecognizer recognizer, PredictQuery query, List<Parsed<RequestInput>> items)
    {
        var inputs = new List<DigitInput>(items.Count);
        foreach (Parsed<RequestInput> item in items)
        {
            if (item.Value is { } value)
            {
                inputs.Add(value.Input);
            }
        }

        Outcome<Outcome<Prediction>[]> all = await recognizer.RecognizeAllAsync(inputs, query.Recognition, context.RequestAborted);
        if (!all.TryGetValue(out Outcome<Prediction>[]? outcomes, out RecognitionError? error))
        {
            return Problem.From(error);
        }

        int next = 0;
        var answers = new BatchItemAnswer[items.Count];
        for (int i = 0; i < answers.Length; i++)
        {
            answers[i] = items[i].Problem is { } problem
                ? new FailedItemAnswer(ItemProblemAnswer.From(problem))
                : Answer(outcomes[next++], query.Top);
        }

        return new JsonAnswer<BatchAnswer>(new BatchAnswer(answers), AnswerJson.Plain.BatchAnswer);
    }

    private static BatchItemAnswer Answer(Outcome<Prediction> outcome, int top) =>
        outcome.TryGetValue(out Prediction? prediction, out RecognitionError? error)
            ? PredictionAnswer.From(prediction, top)
            : new FailedItemAnswer(ItemProblemAnswer.From(Problem.From(error)));
}
