using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Digits.Tests.Support;

/// <summary>Holds answers of the service to the contract and hands out what they say.</summary>
internal static class Answers
{
    private const int MaxDetail = 200;

    /// <summary>Asserts a 200 with the documented JSON.</summary>
    public static async Task<JsonElement> OkAsync(HttpResponseMessage response)
    {
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{(int)response.StatusCode}: {text}");
        return AssertDocumented(response, text, "application/json");
    }

    /// <summary>Asserts a 200 for one digit, which the answer is sure of.</summary>
    public static async Task DigitAsync(int digit, HttpResponseMessage response)
    {
        JsonElement answer = await OkAsync(response);
        Assert.Equal(digit, Digit(answer));
    }

    /// <summary>The digit of a prediction; -1 where it is null, -2 where a problem stands in its place.</summary>
    public static int Digit(JsonElement prediction) => prediction.TryGetProperty("digit", out JsonElement digit)
        ? digit.ValueKind == JsonValueKind.Null ? -1 : digit.GetInt32()
        : -2;

    /// <summary>A header's values, with commas between; nothing where it is missing.</summary>
    public static string Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? string.Join(',', values) : "";

    /// <summary>Asserts a problem that is documented for this request, bears its id and does not repeat its input.</summary>
    /// <returns>The detail.</returns>
    public static async Task<string> ProblemAsync(int status, string slug, HttpResponseMessage response)
    {
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True((int)response.StatusCode == status, $"{(int)response.StatusCode}: {text}");
        JsonElement documented = Documented(response);
        JsonElement answer = AssertDocumented(response, text, "application/problem+json");
        string type = "urn:digits:problem:" + slug;
        Assert.Equal((type, status), (answer.GetProperty("type").GetString(), answer.GetProperty("status").GetInt32()));
        Assert.True(
            documented.GetProperty("content").GetProperty("application/problem+json").GetProperty("examples").TryGetProperty(slug, out _),
            $"openapi.yaml does not name {slug} for status {status} at {response.RequestMessage!.RequestUri!.AbsolutePath}.");
        Assert.Equal(Assert.Single(response.Headers.GetValues("X-Request-Id")), answer.GetProperty("requestId").GetString());
        string detail = answer.GetProperty("detail").GetString()!;
        Assert.InRange(detail.Length, 1, MaxDetail);
        Assert.DoesNotContain(Samples.Marker, text, StringComparison.OrdinalIgnoreCase);
        return detail;
    }

    private static JsonElement AssertDocumented(HttpResponseMessage response, string text, string contentType)
    {
        JsonElement documented = Documented(response);
        foreach (JsonProperty header in documented.GetProperty("headers").EnumerateObject())
        {
            AssertHeader(response, header);
        }

        Assert.Equal(MediaTypeHeaderValue.Parse(contentType), response.Content.Headers.ContentType);
        JsonElement answer = JsonElement.Parse(text);
        ContractSchema.AssertFits(answer, documented.GetProperty("content").GetProperty(contentType).GetProperty("schema"));
        return answer;
    }

    private static void AssertHeader(HttpResponseMessage response, JsonProperty header)
    {
        HttpHeaders headers = header.Name == "Allow" ? response.Content.Headers : response.Headers;
        Assert.True(headers.TryGetValues(header.Name, out IEnumerable<string>? values), $"The answer has no header {header.Name}.");
        string text = string.Join(',', values);
        JsonElement schema = ContractFile.Resolve(header.Value).GetProperty("schema");
        bool isNumber = schema.GetProperty("type").GetString() == "integer";
        object value = isNumber ? int.Parse(text, CultureInfo.InvariantCulture) : text;
        ContractSchema.AssertFits(JsonSerializer.SerializeToElement(value), schema);
    }

    private static JsonElement Documented(HttpResponseMessage response) => ContractFile.Response(
        response.RequestMessage!.Method.Method, response.RequestMessage.RequestUri!.AbsolutePath, (int)response.StatusCode);
}
