using System.Globalization;
using System.Text.Json;
using Digits.Api.Contracts;
using Digits.Api.Hosting;

namespace Digits.Api.Errors;

/// <summary>One row of the error table, with what it has to say of this request. RFC 9457.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Slug">The end of the problem's type, stable.</param>
/// <param name="Title">The same in a few words.</param>
/// <param name="Detail">What was wrong and where, at most 200 characters, without the input.</param>
internal sealed partial record Problem(int Status, string Slug, string Title, string Detail)
{
    /// <summary>The media type of every error.</summary>
    public const string ContentType = "application/problem+json";

    private const string TypePrefix = "urn:digits:problem:";
    private const int MaxDetail = 200;

    /// <summary>Seconds that Retry-After asks to wait; null for those of the options.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>The problem's type, a URN.</summary>
    public string Type => TypePrefix + Slug;

    /// <summary>The detail, cut where it would be too long.</summary>
    public string BoundedDetail => Detail.Length <= MaxDetail ? Detail : string.Concat(Detail.AsSpan(0, MaxDetail - 1), "…");

    /// <summary>The problem of one request as JSON.</summary>
    /// <param name="requestId">The request's id.</param>
    public byte[] Render(string requestId) => JsonSerializer.SerializeToUtf8Bytes(
        new ProblemAnswer(Type, Title, Status, BoundedDetail, requestId), AnswerJson.Default.ProblemAnswer);

    /// <summary>Writes the problem as the answer, unless one has begun already.</summary>
    public async Task WriteAsync(HttpContext context)
    {
        context.Features.Set(this);
        HttpResponse response = context.Response;
        if (response.HasStarted)
        {
            return;
        }

        response.StatusCode = Status;

        // Again, because the framework clears the headers of an answer that an exception or a timeout ended.
        response.Headers[RequestIds.Header] = context.TraceIdentifier;
        SecurityHeaders.Add(response.Headers);
        if (Status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers.RetryAfter = RetryAfterSeconds?.ToString(CultureInfo.InvariantCulture) ?? LimitsExtensions.RetryAfter(context);
        }

        if (Slug == UnsupportedContentEncoding.Slug)
        {
            // Only here: on other 415s the header would blame the coding (RFC 9110, 12.5.3).
            response.Headers.AcceptEncoding = ContentCodings.Accepted;
        }

        var answer = new ProblemAnswer(Type, Title, Status, BoundedDetail, context.TraceIdentifier);

        // Not tied to RequestAborted: under a deadline that token is the deadline's and has fired already.
        await JsonBody.WriteAsync(
            response,
            answer,
            static (json, problem) => JsonSerializer.Serialize(json, problem, AnswerJson.Default.ProblemAnswer),
            ContentType,
            CancellationToken.None);
    }
}
