using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Digits.Api.Errors;
using Digits.Core.Recognition;
using Digits.Tests.Support;

namespace Digits.Tests.Contract;

/// <summary>Holds the error tables of openapi.yaml to the one of the code.</summary>
public sealed partial class ProblemTableTests
{
    private const string TypePrefix = "urn:digits:problem:";

    private static IEnumerable<string> OfTheCode => Table().Select(Row).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    [Fact]
    public void Examples_OfProblems_AreOneForEveryRowOfTheCode()
    {
        IEnumerable<JsonElement> problems = ContractFile.Root.GetProperty("components").GetProperty("examples").EnumerateObject()
            .Select(example => example.Value.GetProperty("value"))
            .Where(value => value.TryGetProperty("requestId", out _));
        Assert.Equal(OfTheCode, problems.Select(Row).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Description_OfTheContract_ListsEveryRowOfTheCode()
    {
        string text = ContractFile.Root.GetProperty("info").GetProperty("description").GetString()!;
        IEnumerable<string> rows = TableRow().Matches(text).Select(row => $"{row.Groups["status"].Value} {row.Groups["slug"].Value}");
        Assert.Equal(OfTheCode, rows.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Type_OfTheProblemSchema_NamesEverySlugOfTheCode()
    {
        JsonElement types = ContractFile.Component("schemas", "Problem").GetProperty("properties").GetProperty("type").GetProperty("enum");
        Assert.Equal(
            Table().Select(problem => problem.Type).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
            types.EnumerateArray().Select(type => type.GetString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Titles_OfTheExamples_AreThoseOfTheCode()
    {
        Assert.All(Table(), row => Assert.Equal(row.Title, ContractFile.Example(row.Slug).GetProperty("title").GetString()));
    }

    [Fact]
    public void Examples_OfEveryErrorAnswer_AreNamedByTheirSlugAndStatus()
    {
        foreach ((string path, _, JsonElement operation) in ContractFile.Operations)
        {
            IEnumerable<JsonProperty> responses = operation.GetProperty("responses").EnumerateObject();
            foreach (JsonProperty response in responses.Where(response => response.Name != "200"))
            {
                JsonElement content = ContractFile.Resolve(response.Value).GetProperty("content").GetProperty(Problem.ContentType);
                foreach (JsonProperty example in content.GetProperty("examples").EnumerateObject())
                {
                    JsonElement value = ContractFile.Resolve(example.Value).GetProperty("value");
                    Assert.Equal($"{path} {response.Name} {example.Name}", $"{path} {Row(value)}");
                }
            }
        }
    }

    private static string Row(Problem problem) => $"{problem.Status} {problem.Slug}";

    private static string Row(JsonElement problem) =>
        $"{problem.GetProperty("status")} {problem.GetProperty("type").GetString()![TypePrefix.Length..]}";

    /// <summary>Every problem that the code can make: its constants, and what its factories return.</summary>
    private static IEnumerable<Problem> Table()
    {
        const BindingFlags Static = BindingFlags.Public | BindingFlags.Static;
        IEnumerable<Problem> constants = typeof(Problem).GetProperties(Static)
            .Where(property => property.PropertyType == typeof(Problem))
            .Select(property => (Problem)property.GetValue(null)!);
        IEnumerable<Problem> made = typeof(Problem).GetMethods(Static)
            .Where(method => method.ReturnType == typeof(Problem) && !method.IsSpecialName && method.Name != nameof(Problem.From))
            .Select(method => (Problem)method.Invoke(null, [.. method.GetParameters().Select(Argument)])!);
        IEnumerable<Problem> translated = Enum.GetValues<RecognitionErrorCode>()
            .Select(code => Problem.From(new RecognitionError(code, "detail")));
        return [.. constants, .. made, .. translated];
    }

    private static object Argument(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(string) ? "detail" : Activator.CreateInstance(parameter.ParameterType)!;

    [GeneratedRegex(@"^\| (?<status>[0-9]{3}) \| `(?<slug>[a-z0-9-]+)` \|", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex TableRow();
}
