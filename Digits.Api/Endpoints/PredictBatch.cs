using Digits.Api.Access;
using Digits.Api.Admission;
using Digits.Api.Contracts;
using Digits.Api.Contracts.Rereading;
using Digits.Api.Errors;
using Digits.Api.Hosting;
using Digits.Api.Telemetry;
using Digits.Core.Diagnostics;
using Digits.Core.Recognition;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Digits.Api.Endpoints;

/// <summary>POST /predict/batch: several digits at once, answered in order; what is wrong with one stays with that one.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class PredictBatch(
    DigitRecognizer recognizer,
    RequestBodies bodies,
    Lanes lanes,
    Refusal refusal,
    ServiceMeter meter,
    IOptions<ApiOptions> options,
    IOptions<RecognitionOptions> recognition)
{
    private const string Accepted = $"{MediaTypes.Json} or {MediaTypes.Multipart}";

    // A batch that the queue could never hold would be told to try again for ever.
    private readonly int _maxItems = Math.Min(options.Value.MaxBatchItems, recognition.Value.LargestGroup);

    /// <summary>The endpoint.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        if (!PredictQuery.From(context.Request).TryGetValue(out PredictQuery? query, out Problem? problem)
            || !(await ReadAsync(context, query.Scale)).TryGetValue(out List<Parsed<RequestInput>>? items, out problem))
        {
            await problem.WriteAsync(context);
            return;
        }

        // The request itself has counted for one.
        if (items.Count > 1 && context.Features.Get<RateCharge>() is { } charge && !charge.TryTake(items.Count - 1))
        {
            await charge.Refusal.WriteAsync(context);
            return;
        }

        if (!lanes.Batch.TryTake(out Place place))
        {
            await refusal.WriteAsync(context, lanes.Batch);
            return;
        }

        try
        {
            await AnswerAsync(context, query, items);
        }
        finally
        {
            lanes.Batch.Release(place);
        }
    }

    private async ValueTask<Parsed<List<Parsed<RequestInput>>>> ReadAsync(HttpContext context, PixelScale scale)
    {
        using StageTimer timer = StageTimer.Start(Stage.Read);
        MediaTypeHeaderValue? type = context.Request.MediaType();
        if (type.Is(MediaTypes.Multipart))
        {
            return await ReadFilesAsync(context, type!);
        }

        if (!(await bodies.ReadAsync(context)).TryGetValue(out RequestBody? body, out Problem? problem))
        {
            return problem;
        }

        return type.IsJson()
            ? BatchBody.Parse(body.Text, _maxItems, scale)
            : LooseBatch.Read(body.Bytes, _maxItems, scale) ?? Problem.UnsupportedMediaType(Accepted);
    }

    private async ValueTask<Parsed<List<Parsed<RequestInput>>>> ReadFilesAsync(HttpContext context, MediaTypeHeaderValue type)
    {
        if (!MultipartFiles.Open(context, bodies, type).TryGetValue(out MultipartFiles? files, out Problem? problem))
        {
            return problem;
        }

        var items = new List<Parsed<RequestInput>>();
        long total = 0;
        while (true)
        {
            (FormPart part, problem) = await files.NextAsync(static (name, isFile) => isFile || FormPart.IsPictureName(name), total);
            if (part.Body is not { } body)
            {
                return problem ?? (items.Count > 0 ? items : (Parsed<List<Parsed<RequestInput>>>)Problem.MissingField("The form has no file."));
            }

            if (body.Bytes.IsEmpty && !part.IsFile)
            {
                // A file input that was left empty: browsers send it without a name.
                continue;
            }

            if (items.Count == _maxItems)
            {
                return Problem.BatchTooLarge(_maxItems);
            }

            total += body.Bytes.Length;
            Problem? empty = body.Bytes.IsEmpty ? Problem.MissingField($"File {items.Count} has no bytes.") : null;
            items.Add(RequestInput.FromImage(empty, body.Bytes));
        }
    }

    private async Task AnswerAsync(HttpContext context, PredictQuery query, List<Parsed<RequestInput>> items)
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
            await Problem.From(error).WriteAsync(context);
            return;
        }

        int next = 0;
        var answers = new Parsed<Prediction>[items.Count];
        for (int i = 0; i < answers.Length; i++)
        {
            answers[i] = items[i].Problem is { } problem ? problem : Answer(outcomes[next++]);
            if (answers[i].Problem is { } refused)
            {
                meter.CountRefusal(refused.Slug);
            }
        }

        using StageTimer timer = StageTimer.Start(Stage.Write);
        await JsonBody.WriteAsync(
            context,
            (Items: answers, query.Top),
            static (json, batch) => BatchJson.Write(json, batch.Items, batch.Top));
    }

    private static Parsed<Prediction> Answer(Outcome<Prediction> outcome) =>
        outcome.TryGetValue(out Prediction? prediction, out RecognitionError? error) ? prediction : Problem.From(error);
}
