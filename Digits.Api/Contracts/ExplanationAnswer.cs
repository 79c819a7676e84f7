using Digits.Core.Recognition;

namespace Digits.Api.Contracts;

/// <summary>An explanation as JSON; the pictures are data URLs.</summary>
internal sealed record ExplanationAnswer(
    string Picture, string HeatMap, bool Inverted, CropBox? CropBox, int SourceWidth, int SourceHeight)
{
    public static ExplanationAnswer From(Explanation explanation) => new(
        DataUrl(explanation.Picture),
        DataUrl(explanation.HeatMap),
        explanation.Inverted,
        explanation.CropBox,
        explanation.SourceWidth,
        explanation.SourceHeight);

    private static string DataUrl(ReadOnlyMemory<byte> png) => "data:image/png;base64," + Convert.ToBase64String(png.Span);
}
