using System.Globalization;
using Digits.Cli.Terminal;
using Digits.Core.Imaging;
using Digits.Core.Recognition;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Digits.Cli.Predict;

/// <summary>A card for each picture on a terminal: the 28x28 that the model saw, and a bar for each digit.</summary>
internal sealed class CardAnswers(IAnsiConsole screen) : IAnswerWriter
{
    private const int BarWidth = 30;

    private readonly ImageDecoder _decoder = new(new ImageCodec());

    public bool WantsExplanation => true;

    public bool ShowsFailures => true;

    public void Write(Answer answer)
    {
        var title = new Paragraph(answer.Name + "\n");
        title.Append(Wording.Of(answer), new Style(RowAnswers.ColourOf(answer), decoration: Decoration.Bold));
        if (answer.Reply.Prediction is { } prediction)
        {
            title.Append($"  {Numerals.Percent(prediction.Confidence)}  {prediction.Model.Name} {prediction.Model.Version}");
            screen.Write(Beside(Seen(prediction), new Rows(title, Bars(prediction))));
        }
        else
        {
            screen.Write(title);
            screen.WriteLine();
        }

        screen.WriteLine();
    }

    private static Grid Beside(IRenderable left, IRenderable right) => new Grid()
        .AddColumn(new GridColumn().NoWrap().Width(DigitInput.Side).PadLeft(0).PadRight(3))
        .AddColumn(new GridColumn().PadLeft(0).PadRight(0))
        .AddRow(left, right);

    private IRenderable Seen(Prediction prediction)
    {
        using GrayImage? picture = prediction.Explanation is { } explanation ? _decoder.Decode(explanation.Picture).Value : null;
        return picture is null ? new Text("") : HalfBlocks.Draw(picture);
    }

    private Grid Bars(Prediction prediction)
    {
        Grid grid = new Grid().AddColumn(Tight()).AddColumn(Tight()).AddColumn(Tight());
        bool unicode = screen.Profile.Capabilities.Unicode;
        int best = prediction.Top(1)[0].Digit;
        for (int digit = 0; digit < prediction.Probabilities.Count; digit++)
        {
            Color colour = digit != best ? Color.Grey : prediction.Digit is null ? Color.Yellow : Color.Green;
            double share = prediction.Probabilities[digit];
            grid.AddRow(
                new Text(digit.ToString(CultureInfo.InvariantCulture)), Bar.Of(share, BarWidth, colour, unicode), new Text(Numerals.Percent(share).PadLeft(8)));
        }

        return grid;
    }

    private static GridColumn Tight() => new GridColumn().NoWrap().PadLeft(0).PadRight(1);
}
