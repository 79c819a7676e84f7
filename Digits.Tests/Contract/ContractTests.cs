using System.Text.Json;
using Digits.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Digits.Tests.Contract;

public sealed class ContractTests(DigitsFactory service)
{
    public static TheoryData<string, string, string> RequestExamples => [.. Requests()];

    public static TheoryData<string, string, string> AnswerExamples => [.. AnswersOfComponents().Concat(AnswersOfOperations())];

    [Fact]
    public void Operations_OfTheContract_AreThoseOfTheService()
    {
        using HttpClient client = service.CreateClient();
        IEnumerable<string> mapped =
            from source in service.Services.GetServices<EndpointDataSource>()
            from endpoint in source.Endpoints.OfType<RouteEndpoint>()
            where endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null
            let path = "/" + endpoint.RoutePattern.RawText!.Trim('/')
            where path != "/" && !path.StartsWith("/v2/", StringComparison.Ordinal) && path != "/v2"
            from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []
            where method != "HEAD"
            select $"{method} {path}";
        Assert.Equal(
            ContractFile.Operations.Select(operation => $"{operation.Method} {operation.Path}").Order(StringComparer.Ordinal),
            mapped.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(RequestExamples))]
    public async Task Request_OfAnExample_GetsTheDocumentedAnswer(string path, string contentType, string example)
    {
        using HttpClient client = await service.ReadyClientAsync();
        JsonElement value = Example(Content(path).GetProperty(contentType), example);
        IEnumerable<string> fields = value.EnumerateObject()
            .Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value.ToString())}");
        HttpContent body = contentType == "application/json" ? Bodies.Json(value.GetRawText()) : Bodies.Form(string.Join('&', fields));
        await Answers.OkAsync(await client.TellAsync(path, body));
    }

    [Theory]
    [MemberData(nameof(RequestExamples))]
    public void Request_OfAnExample_FitsItsSchema(string path, string contentType, string example)
    {
        JsonElement content = Content(path).GetProperty(contentType);
        ContractSchema.AssertFits(Example(content, example), content.GetProperty("schema"));
    }

    [Theory]
    [MemberData(nameof(AnswerExamples))]
    public void Answer_OfAnExample_FitsItsSchema(string answer, string contentType, string example)
    {
        JsonElement response = ContractFile.Resolve(JsonElement.Parse($$"""{"$ref":"{{answer}}"}"""));
        JsonElement content = response.GetProperty("content").GetProperty(contentType);
        ContractSchema.AssertFits(Example(content, example), content.GetProperty("schema"));
    }

    [Fact]
    public void Schemas_WithExamples_FitThem()
    {
        (JsonElement Example, JsonElement Schema)[] examples =
        [
            .. from schema in ContractFile.Root.GetProperty("components").GetProperty("schemas").EnumerateObject()
               where schema.Value.TryGetProperty("examples", out _)
               from example in schema.Value.GetProperty("examples").EnumerateArray()
               select (example, schema.Value),
        ];
        Assert.NotEmpty(examples);
        Assert.All(examples, pair => ContractSchema.AssertFits(pair.Example, pair.Schema));
    }

    [Fact]
    public void BatchItem_WithoutItsProblem_IsAPrediction()
    {
        IEnumerable<(string, string)> item = Properties("BatchItem").Where(property => property.Name != "problem");
        Assert.Equal(Properties("Prediction"), item);
    }

    private static IEnumerable<(string Name, string Schema)> Properties(string schema) =>
        ContractFile.Component("schemas", schema).GetProperty("properties").EnumerateObject()
            .Select(property => (property.Name, property.Value.GetRawText()));

    private static IEnumerable<(string Path, string ContentType, string Example)> Requests() =>
        from operation in ContractFile.Operations
        where operation.Operation.TryGetProperty("requestBody", out _)
        from content in Content(operation.Path).EnumerateObject()
        where content.Value.TryGetProperty("examples", out _)
        from example in content.Value.GetProperty("examples").EnumerateObject()
        select (operation.Path, content.Name, example.Name);

    private static IEnumerable<(string Pointer, string ContentType, string Example)> AnswersOfComponents() =>
        from response in ContractFile.Root.GetProperty("components").GetProperty("responses").EnumerateObject()
        from example in ExamplesOf(response.Value)
        select ($"#/components/responses/{response.Name}", example.ContentType, example.Example);

    private static IEnumerable<(string Pointer, string ContentType, string Example)> AnswersOfOperations() =>
        from operation in ContractFile.Operations
        from response in operation.Operation.GetProperty("responses").EnumerateObject()
        where !response.Value.TryGetProperty("$ref", out _)
        from example in ExamplesOf(response.Value)
        let path = operation.Path.Replace("/", "~1", StringComparison.Ordinal)
        select ($"#/paths/{path}/{operation.Method.ToLowerInvariant()}/responses/{response.Name}", example.ContentType, example.Example);

    private static IEnumerable<(string ContentType, string Example)> ExamplesOf(JsonElement response) =>
        from content in response.GetProperty("content").EnumerateObject()
        where content.Value.TryGetProperty("examples", out _)
        from example in content.Value.GetProperty("examples").EnumerateObject()
        select (content.Name, example.Name);

    private static JsonElement Content(string path) =>
        ContractFile.Root.GetProperty("paths").GetProperty(path).GetProperty("post").GetProperty("requestBody").GetProperty("content");

    private static JsonElement Example(JsonElement content, string name) =>
        ContractFile.Resolve(content.GetProperty("examples").GetProperty(name)).GetProperty("value");
}
