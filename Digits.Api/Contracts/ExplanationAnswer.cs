using System.Diagnostics;
using Digits.Core.Recognition;

namespace Digits.Api.Contracts;

/// <summary>An explanation as JSON; the pictures are data URLs.</summary>
internal sealed record ExplanationAnswer(
    string Picture, string HeatMap, string Reading, bool Inverted, CropBox? CropBox, int SourceWidth, int SourceHeight)
{
    public static ExplanationAnswer From(Explanation explanation) => new(
        DataUrl(explanation.Picture),
        DataUrl(explanation.HeatMap),
        NameOf(explanation.Reading),
        explanation.Inverted,
        explanation.CropBox,
        explanation.SourceWidth,
        explanation.SourceHeight);

    private static string NameOf(Core.Recognition.Reading reading) => reading switch
    {
        Core.Recognition.Reading.Plain => "plain",
        Core.Recognition.Reading.Sheet => "sheet",
        Core.Recognition.Reading.WithoutLines => "withoutLines",
        Core.Recognition.Reading.Hue => "hue",
        _ => throw new UnreachableException(),
    };

    private static string DataUrl(ReadOnlyMemory<byte> png) => "data:image/png;base64," + Convert.ToBase64String(png.Span);
}
