using System.Text.Json;
using Digits.Core.Recognition;

namespace Digits.Cli.Readers;

/// <summary>The service's JSON as what it was made of.</summary>
/// <remarks>All methods throw where a member is missing, or is not what the contract says.</remarks>
internal static class ServiceAnswer
{
    private const string DataUrl = "data:image/png;base64,";

    public static Prediction Prediction(JsonElement answer)
    {
        float[] probabilities = [.. answer.GetProperty("probabilities").EnumerateArray().Select(each => each.GetSingle())];
        JsonElement model = answer.GetProperty("model");
        return probabilities.Length == 10
            ? new Prediction(
                Verdict(Text(answer, "verdict")),
                probabilities,
                new ModelIdentity(Text(model, "name"), Text(model, "version")),
                answer.TryGetProperty("explanation", out JsonElement explanation) ? Explanation(explanation) : null)
            : throw new FormatException();
    }

    public static ItemProblem Problem(JsonElement answer) => new(
        Text(answer, "type"), Text(answer, "title"), answer.GetProperty("status").GetInt32(), Text(answer, "detail"));

    private static Explanation Explanation(JsonElement explanation)
    {
        JsonElement box = explanation.GetProperty("cropBox");
        return new Explanation(
            Png(Text(explanation, "picture")),
            Png(Text(explanation, "heatMap")),
            Reading(Text(explanation, "reading")),
            explanation.GetProperty("inverted").GetBoolean(),
            box.ValueKind == JsonValueKind.Null ? null : new CropBox(Number(box, "x"), Number(box, "y"), Number(box, "width"), Number(box, "height")),
            Number(explanation, "sourceWidth"),
            Number(explanation, "sourceHeight"));
    }

    private static Verdict Verdict(string name) => name switch
    {
        "digit" => Core.Recognition.Verdict.Digit,
        "uncertain" => Core.Recognition.Verdict.Uncertain,
        "notADigit" => Core.Recognition.Verdict.NotADigit,
        _ => throw new FormatException(),
    };

    private static Reading Reading(string name) => name switch
    {
        "plain" => Core.Recognition.Reading.Plain,
        "sheet" => Core.Recognition.Reading.Sheet,
        "withoutLines" => Core.Recognition.Reading.WithoutLines,
        "hue" => Core.Recognition.Reading.Hue,
        _ => throw new FormatException(),
    };

    private static byte[] Png(string dataUrl) =>
        dataUrl.StartsWith(DataUrl, StringComparison.Ordinal) ? Convert.FromBase64String(dataUrl[DataUrl.Length..]) : throw new FormatException();

    private static string Text(JsonElement parent, string name) => parent.GetProperty(name).GetString() ?? throw new FormatException();

    private static int Number(JsonElement parent, string name) => parent.GetProperty(name).GetInt32();
}
