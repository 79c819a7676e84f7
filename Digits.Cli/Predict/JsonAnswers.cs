using System.Text.Json;
using Digits.Core.Serialization;

namespace Digits.Cli.Predict;

/// <summary>One object a line: what the service answers, or its `problem` in the shape of a batch's item, with the file's name in front.</summary>
internal sealed class JsonAnswers(TextWriter output, int top) : IAnswerWriter
{
    public bool WantsExplanation => false;

    public bool ShowsFailures => true;

    public void Write(Answer answer) => output.WriteLine(JsonLine.Of(json => Write(json, answer)));

    private void Write(Utf8JsonWriter json, Answer answer)
    {
        json.WriteString("file"u8, answer.Name);
        if (answer.Reply.Prediction is { } prediction)
        {
            PredictionJson.WriteMembers(json, prediction, top);
        }
        else
        {
            json.WritePropertyName("problem"u8);
            answer.Reply.Problem!.Write(json);
        }
    }
}
