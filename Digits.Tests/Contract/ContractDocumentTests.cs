using System.Text.Json;
using Digits.Tests.Support;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace Digits.Tests.Contract;

/// <summary>openapi.yaml as those see it who read OpenAPI.</summary>
public sealed class ContractDocumentTests
{
    private const int MaxDescriptionLines = 10;

    [Fact]
    public void Document_ReadAsOpenApi_IsWithoutFault()
    {
        OpenApiDiagnostic diagnostic = Read(ContractFile.Text).Diagnostic!;
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, diagnostic.SpecificationVersion);
        Assert.Empty(diagnostic.Errors.Concat(diagnostic.Warnings));
    }

    [Fact]
    public void Schemas_OfTheDocument_HaveNoUnknownKeyword() => Assert.Empty(UnknownKeywords(ContractFile.Text));

    [Theory]
    [InlineData("minItems: 784", "minItem: 784", "minItem")]
    [InlineData("else:\n        required: [pixels]", "else:\n        require: [pixels]", "require")]
    [InlineData("pattern: '^[A-Za-z0-9._-]{1,64}$'", "regex: a", "regex")]
    public void Schemas_WithASlipOfThePen_HaveAnUnknownKeyword(string right, string wrong, string keyword)
    {
        Assert.Contains(right, ContractFile.Text, StringComparison.Ordinal);
        Assert.Contains(keyword, UnknownKeywords(ContractFile.Text.Replace(right, wrong, StringComparison.Ordinal)));
    }

    [Fact]
    public void OperationIds_OfTheDocument_AreUnique()
    {
        string[] ids = [.. ContractFile.Operations.Select(operation => operation.Operation.GetProperty("operationId").GetString()!)];
        Assert.Equal(ids.Distinct(StringComparer.OrdinalIgnoreCase), ids);
    }

    [Fact]
    public void Description_OfTheDocument_LeavesTheFirstScreenToTheOperations()
    {
        string description = ContractFile.Root.GetProperty("info").GetProperty("description").GetString()!;
        Assert.InRange(description.TrimEnd().Split('\n').Length, 1, MaxDescriptionLines);
    }

    [Fact]
    public void ErrorAnswers_OfEveryOperation_AreTypedAsProblems()
    {
        IEnumerable<JsonElement> contents =
            from operation in ContractFile.Operations
            from response in operation.Operation.GetProperty("responses").EnumerateObject()
            where response.Name != "200"
            select ContractFile.Resolve(response.Value).GetProperty("content");
        Assert.All(contents, content =>
        {
            JsonProperty only = Assert.Single(content.EnumerateObject());
            Assert.Equal("application/problem+json", only.Name);
            Assert.Equal("#/components/schemas/Problem", only.Value.GetProperty("schema").GetProperty("$ref").GetString());
        });
    }

    private static ReadResult Read(string text)
    {
        var settings = new OpenApiReaderSettings();
        settings.AddYamlReader();
        return OpenApiDocument.Parse(text, OpenApiConstants.Yaml, settings);
    }

    private static HashSet<string> UnknownKeywords(string text)
    {
        var visitor = new UnknownKeywordVisitor();
        new OpenApiWalker(visitor).Walk(Read(text).Document);
        return visitor.Found;
    }
}
