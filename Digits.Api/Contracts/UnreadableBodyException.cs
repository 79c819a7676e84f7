using Digits.Api.Errors;

namespace Digits.Api.Contracts;

/// <summary>Carries a problem with a body out through the streams that read it; whoever reads the body makes a value of it again.</summary>
internal sealed class UnreadableBodyException(Problem problem, Exception? inner = null) : IOException(problem.Title, inner)
{
    public Problem Problem { get; } = problem;
}
