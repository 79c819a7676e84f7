using Digits.Api.Errors;

namespace Digits.Api.Contracts;

/// <summary>The problem of a batch item as JSON: RFC 9457 without the id, which is the request's.</summary>
internal sealed record ItemProblemAnswer(string Type, string Title, int Status, string Detail)
{
    public static ItemProblemAnswer From(Problem problem) => new(problem.Type, problem.Title, problem.Status, problem.BoundedDetail);
}
