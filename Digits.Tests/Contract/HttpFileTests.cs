using System.Text.RegularExpressions;
using Digits.Tests.Support;

namespace Digits.Tests.Contract;

/// <summary>Holds Digits.http to the contract, to the README and to the service.</summary>
public sealed partial class HttpFileTests(DigitsFactory service)
{
    [Fact]
    public void Requests_OfTheFile_CoverEveryOperationOfTheContract()
    {
        IEnumerable<string> asked = HttpFile.Read().Select(request => $"{request.Method} {PathOf(request.Target)}");
        Assert.Empty(ContractFile.Operations.Select(operation => $"{operation.Method} {operation.Path}").Except(asked, StringComparer.Ordinal));
    }

    [Fact]
    public void Requests_OfTheReadme_AreAllInTheFile()
    {
        string readme = File.ReadAllText(Path.Combine(RepositoryRoot.Require(), "README.md"));
        string[] asked = [.. CurlTarget().Matches(readme).Select(match => match.Groups["target"].Value)];
        Assert.NotEmpty(asked);
        Assert.Empty(asked.Except(HttpFile.Read().Select(request => request.Target), StringComparer.Ordinal));
    }

    [Fact]
    public async Task Requests_OfTheFile_GetTheirStatus()
    {
        using HttpClient client = await service.ReadyClientAsync();
        foreach (HttpFileRequest request in HttpFile.Read())
        {
            HttpResponseMessage response = await client.AskAsync(request.ToMessage());
            string answer = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.True(request.Status == (int)response.StatusCode, $"{request.Title}: {(int)response.StatusCode} {answer}");
        }
    }

    private static string PathOf(string target) => target.Split('?')[0];

    [GeneratedRegex(@"^\$ curl .*http://127\.0\.0\.1:5080(?<target>/[^' \r\n]*)", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex CurlTarget();
}
