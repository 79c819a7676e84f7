using Digits.Core.Recognition;

namespace Digits.Api.Errors;

/// <summary>The error table itself: every slug that the service can answer with.</summary>
internal sealed partial record Problem
{
    public static Problem DeadlineExceeded { get; } =
        new(504, "deadline-exceeded", "Deadline exceeded", "The answer was not ready in time.");

    public static Problem Overloaded { get; } =
        new(429, "overloaded", "Overloaded", "The service has as many requests as it takes at once; try again shortly.");

    public static Problem RateLimited { get; } =
        new(429, "rate-limited", "Rate limited", "This caller has asked for more than its rate allows; the RateLimit headers say what is left of it.");

    public static Problem Unauthorized { get; } =
        new(401, "unauthorized", "Unauthorized", "The request bears no API key: send it as Authorization: Bearer KEY or as X-Api-Key: KEY.");

    public static Problem Draining { get; } =
        new(503, "draining", "Shutting down", "The service is shutting down; send requests elsewhere.");

    public static Problem NotReady { get; } =
        new(503, "not-ready", "Not ready", "The models are still being loaded; try again in a moment.");

    public static Problem InternalError { get; } =
        new(500, "internal-error", "Internal error", "The service failed on this request. Its log names the cause under this request's id.");

    public static Problem NotFound { get; } =
        new(404, "not-found", "Not found", "There is nothing at this path; /swagger shows what there is.");

    public static Problem MethodNotAllowed { get; } =
        new(405, "method-not-allowed", "Method not allowed", "This path takes other methods; the Allow header names them.");

    public static Problem RequestTimeout { get; } =
        new(408, "request-timeout", "Request timeout", "The body came too slowly.");

    public static Problem UnsupportedContentEncoding { get; } = new(
        415,
        "unsupported-content-encoding",
        "Unsupported content encoding",
        "The Content-Encoding is none of those that are undone, one at a time: gzip, br or deflate.");

    public static Problem FaintPixels { get; } = new(
        422,
        "blank-image",
        "Blank image",
        "The pixels are 0 and 1 alone, and 255 is full ink: multiply them by 255, or add scale=unit to the query.");

    public static Problem MalformedJson(string detail) => new(400, "malformed-json", "Malformed JSON", detail);

    public static Problem MalformedRequest(string detail) => new(400, "malformed-request", "Malformed request", detail);

    public static Problem MissingField(string detail) => new(400, "missing-field", "Missing field", detail);

    public static Problem InvalidBase64(string detail) => new(400, "invalid-base64", "Invalid base64", detail);

    public static Problem WrongPixelCount(string detail) => new(400, "wrong-pixel-count", "Wrong pixel count", detail);

    public static Problem PixelOutOfRange(string detail) => new(400, "pixel-out-of-range", "Pixel out of range", detail);

    public static Problem InvalidParameter(string detail) => new(400, "invalid-parameter", "Invalid parameter", detail);

    public static Problem BodyTooLarge(long limit) =>
        new(413, "body-too-large", "Body too large", $"The body has more than {limit} bytes.");

    public static Problem BatchTooLarge(int limit) =>
        new(413, "batch-too-large", "Batch too large", $"The batch has more than {limit} items; send it in parts.");

    public static Problem UnsupportedMediaType(string accepted) =>
        new(415, "unsupported-media-type", "Unsupported media type", $"The Content-Type is not one that this path takes: {accepted}.");

    public static Problem UnsupportedImageFormat(string detail) =>
        new(415, "unsupported-image-format", "Unsupported image format", detail);

    /// <summary>The row for a failure of the recognizer.</summary>
    public static Problem From(RecognitionError error) => error.Code switch
    {
        RecognitionErrorCode.UnsupportedImageFormat => UnsupportedImageFormat(error.Message),
        RecognitionErrorCode.UnreadableImage => new(400, "unreadable-image", "Unreadable image", error.Message),
        RecognitionErrorCode.ImageTooLarge => new(413, "image-too-large", "Image too large", error.Message),
        RecognitionErrorCode.BlankImage => new(422, "blank-image", "Blank image", error.Message),
        RecognitionErrorCode.BoxOutsideImage => InvalidParameter(error.Message),
        RecognitionErrorCode.WrongPixelCount => WrongPixelCount(error.Message),
        RecognitionErrorCode.UnknownModel => new(404, "unknown-model", "Unknown model", error.Message),
        RecognitionErrorCode.NotReady => NotReady with { Detail = error.Message },
        RecognitionErrorCode.Overloaded => Overloaded with { Detail = error.Message },
        RecognitionErrorCode.Draining => Draining with { Detail = error.Message },
        _ => InternalError,
    };
}
