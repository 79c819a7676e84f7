using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Digits.Core.Serialization;

namespace Digits.Cli.Predict;

/// <summary>One object a line: what the service answers, or its `problem` in the shape of a batch's item, with the file's name in front.</summary>
internal sealed class JsonAnswers(TextWriter output, int top) : IAnswerWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _buffer = new();

    public bool WantsExplanation => false;

    public bool ShowsFailures => true;

    public void Write(Answer answer)
    {
        _buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_buffer, Options))
        {
            json.WriteStartObject();
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

            json.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(_buffer.WrittenSpan));
    }
}
