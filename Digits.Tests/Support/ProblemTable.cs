using System.Reflection;
using Digits.Api.Errors;
using Digits.Core.Recognition;

namespace Digits.Tests.Support;

/// <summary>Every problem that the code can make: its constants, and what its factories return.</summary>
internal static class ProblemTable
{
    private const BindingFlags Static = BindingFlags.Public | BindingFlags.Static;

    /// <summary>The problems, some of them more than once.</summary>
    public static IReadOnlyList<Problem> All { get; } =
    [
        .. typeof(Problem).GetProperties(Static)
            .Where(property => property.PropertyType == typeof(Problem))
            .Select(property => (Problem)property.GetValue(null)!),
        .. typeof(Problem).GetMethods(Static)
            .Where(method => method.ReturnType == typeof(Problem) && !method.IsSpecialName && method.Name != nameof(Problem.From))
            .Select(method => (Problem)method.Invoke(null, [.. method.GetParameters().Select(Argument)])!),
        .. Enum.GetValues<RecognitionErrorCode>().Select(code => Problem.From(new RecognitionError(code, "detail"))),
    ];

    /// <summary>Status and slug of each, once and in order.</summary>
    public static IEnumerable<string> Rows => All
        .Select(problem => $"{problem.Status} {problem.Slug}")
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal);

    private static object Argument(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(string) ? "detail" : Activator.CreateInstance(parameter.ParameterType)!;
}
