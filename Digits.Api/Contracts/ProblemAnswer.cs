namespace Digits.Api.Contracts;

/// <summary>A problem as JSON: RFC 9457 with the request's id.</summary>
internal sealed record ProblemAnswer(string Type, string Title, int Status, string Detail, string RequestId);
