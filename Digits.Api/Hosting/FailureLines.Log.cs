namespace Digits.Api.Hosting;

internal sealed partial class FailureLines
{
    [LoggerMessage(EventId = 100, Message = "{Method} {Path} failed with {Status} {Slug} after {Elapsed:F1} ms, request {RequestId}")]
    private partial void LogFailure(
        LogLevel level, Exception? error, string method, string path, int status, string slug, double elapsed, string requestId);

    [LoggerMessage(
        EventId = 101, Message = "{Method} {Path} failed with {Status} {Slug} after {Elapsed:F1} ms, request {RequestId}, of the key {Key}")]
    private partial void LogFailureOfKey(
        LogLevel level, Exception? error, string method, string path, int status, string slug, double elapsed, string requestId, string key);
}
