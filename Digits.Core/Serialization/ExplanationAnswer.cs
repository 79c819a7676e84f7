using System.Diagnostics;
using System.Text.Json.Serialization;
using Digits.Core.Recognition;

namespace Digits.Core.Serialization;

/// <summary>An explanation as JSON; the pictures are data URLs.</summary>
internal sealed record ExplanationAnswer(
    string Picture, string HeatMap, string Reading, bool Inverted, CropBox? CropBox, int SourceWidth, int SourceHeight,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Hint)
{
    public static ExplanationAnswer From(Explanation explanation) => new(
        DataUrl(explanation.Picture),
        DataUrl(explanation.HeatMap),
        NameOf(explanation.Reading),
        explanation.Inverted,
        explanation.CropBox,
        explanation.SourceWidth,
        explanation.SourceHeight,
        explanation.Hint);

    /// <summary>A reading's name.</summary>
    public static string NameOf(Recognition.Reading reading) => reading switch
    {
        Recognition.Reading.Plain => "plain",
        Recognition.Reading.Sheet => "sheet",
        Recognition.Reading.WithoutLines => "withoutLines",
        Recognition.Reading.Hue => "hue",
        _ => throw new UnreachableException(),
    };

    /// <summary>A PNG file as text.</summary>
    public static string DataUrl(ReadOnlyMemory<byte> png) => "data:image/png;base64," + Convert.ToBase64String(png.Span);
}
