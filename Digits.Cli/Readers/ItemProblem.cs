using System.Text.Json;
using Digits.Core.Recognition;

namespace Digits.Cli.Readers;

/// <summary>Why a picture got no prediction, as the service says it of an item of a batch (`ItemProblem` in openapi.yaml).</summary>
/// <param name="Type">A URN that is stable; about:blank where the file never came as far as the recognizer (RFC 9457, 4.2.1).</param>
/// <param name="Title">The same in a few words.</param>
/// <param name="Status">The HTTP status that the service has for it.</param>
/// <param name="Detail">What was wrong.</param>
internal sealed record ItemProblem(string Type, string Title, int Status, string Detail)
{
    private const string Prefix = "urn:digits:problem:";
    private const string BlankImage = Prefix + "blank-image";

    /// <summary>True where the picture was opened, and holds nothing to read.</summary>
    public bool IsBlank => Type == BlankImage;

    /// <summary>The problem of a file that cannot be read from the disk.</summary>
    public static ItemProblem OfFile(int status, string detail) => new("about:blank", "Unreadable file", status, detail);

    /// <summary>The service's row for a failure of the recognizer; a test holds it to the service's own table.</summary>
    public static ItemProblem From(RecognitionError error)
    {
        (int status, string slug, string title) = error.Code switch
        {
            RecognitionErrorCode.UnsupportedImageFormat => (415, "unsupported-image-format", "Unsupported image format"),
            RecognitionErrorCode.UnreadableImage => (400, "unreadable-image", "Unreadable image"),
            RecognitionErrorCode.ImageTooLarge => (413, "image-too-large", "Image too large"),
            RecognitionErrorCode.BlankImage => (422, "blank-image", "Blank image"),
            RecognitionErrorCode.WrongPixelCount => (400, "wrong-pixel-count", "Wrong pixel count"),
            RecognitionErrorCode.BoxOutsideImage => (400, "invalid-parameter", "Invalid parameter"),
            RecognitionErrorCode.UnknownModel => (404, "unknown-model", "Unknown model"),
            RecognitionErrorCode.NotReady => (503, "not-ready", "Not ready"),
            RecognitionErrorCode.Overloaded => (429, "overloaded", "Overloaded"),
            RecognitionErrorCode.Draining => (503, "draining", "Shutting down"),
            _ => throw new ArgumentOutOfRangeException(nameof(error)),
        };
        return new ItemProblem(Prefix + slug, title, status, error.Message);
    }

    /// <summary>Writes it as an object.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, Type);
        json.WriteString("title"u8, Title);
        json.WriteNumber("status"u8, Status);
        json.WriteString("detail"u8, Detail);
        json.WriteEndObject();
    }
}
