using System.Text.Json;
using Digits.Api.Errors;
using Digits.Tests.Support;

namespace Digits.Tests.Contract;

/// <summary>Holds the error answers of openapi.yaml to the table of the code.</summary>
public sealed class ProblemTableTests
{
    private const string TypePrefix = "urn:digits:problem:";

    [Fact]
    public void Examples_OfProblems_AreOneForEveryRowOfTheCode()
    {
        IEnumerable<JsonElement> problems = ContractFile.Root.GetProperty("components").GetProperty("examples").EnumerateObject()
            .Select(example => example.Value.GetProperty("value"))
            .Where(value => value.TryGetProperty("requestId", out _));
        Assert.Equal(ProblemTable.Rows, problems.Select(Row).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Titles_OfTheExamples_AreThoseOfTheCode()
    {
        Assert.All(ProblemTable.All, row => Assert.Equal(row.Title, ContractFile.Example(row.Slug).GetProperty("title").GetString()));
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

    private static string Row(JsonElement problem) =>
        $"{problem.GetProperty("status")} {problem.GetProperty("type").GetString()![TypePrefix.Length..]}";
}
