using System.Net;
using System.Text.RegularExpressions;
using Digits.Tests.Support;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Digits.Tests.Api.Endpoints;

public sealed partial class DrawPadEndpointsTests(DigitsFactory headless)
{
    private static readonly WebApplicationFactoryClientOptions NoRedirects = new() { AllowAutoRedirect = false };

    [Theory]
    [InlineData("/draw-pad")]
    [InlineData("/draw-pad/")]
    [InlineData("/draw-pad/pad.js")]
    public async Task Pad_WhereTheOptionIsNotSet_IsNotThere(string path)
    {
        using HttpClient client = headless.CreateClient();
        Assert.Equal(HttpStatusCode.NotFound, (await client.AskAsync(path)).StatusCode);
    }

    [Theory]
    [InlineData("", "text/html")]
    [InlineData("index.html", "text/html")]
    [InlineData("pad.css", "text/css")]
    [InlineData("pad.js", "text/javascript")]
    [InlineData("icon.svg", "image/svg+xml")]
    public async Task File_OfThePad_HasItsTypeIsCheckedAnewAndLoadsItsOwnAlone(string name, string type)
    {
        await using DigitsFactory service = WithPad();
        using HttpClient client = service.CreateClient();
        HttpResponseMessage response = await client.AskAsync("/draw-pad/" + name);
        Assert.Equal((HttpStatusCode.OK, type), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.True(response.Headers.CacheControl!.NoCache);
        Assert.Equal(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            Answers.Header(response, "Content-Security-Policy"));
        Assert.Equal(("nosniff", "no-referrer"), (Answers.Header(response, "X-Content-Type-Options"), Answers.Header(response, "Referrer-Policy")));

        using var again = new HttpRequestMessage(HttpMethod.Get, "/draw-pad/" + name);
        again.Headers.IfNoneMatch.Add(response.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await client.AskAsync(again)).StatusCode);
    }

    [Fact]
    public async Task Pad_WithoutTheSlash_LeadsToItWhereverTheServiceIs()
    {
        await using DigitsFactory service = WithPad();
        using HttpClient client = service.CreateClient(NoRedirects);
        HttpResponseMessage response = await client.AskAsync("/draw-pad");
        Assert.Equal((HttpStatusCode.Redirect, "draw-pad/"), (response.StatusCode, response.Headers.Location!.OriginalString));
    }

    [Theory]
    [InlineData("/draw-pad/none.js")]
    [InlineData("/draw-pad/README.md")]
    [InlineData("/draw-pad/../appsettings.json")]
    [InlineData("/draw-pad/%2e%2e/appsettings.json")]
    [InlineData("/draw-pads/pad.js")]
    public async Task File_OutsideThePad_IsAProblem(string path)
    {
        await using DigitsFactory service = WithPad();
        using HttpClient client = service.CreateClient();
        HttpResponseMessage response = await client.AskAsync(path);
        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
    }

    // A page that loads from elsewhere would not open offline, and its policy would hold it back.
    [Fact]
    public void Files_OfThePad_NameOnlyEachOther()
    {
        string folder = Path.Combine(RepositoryRoot.Require(), "samples", "draw-pad");
        string[] files = [.. Directory.EnumerateFiles(folder).Where(file => !file.EndsWith(".md", StringComparison.Ordinal))];
        string[] names = [.. files.Select(file => Path.GetFileName(file))];
        foreach (string file in files)
        {
            string text = File.ReadAllText(file).Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal);
            Assert.DoesNotContain("://", text, StringComparison.Ordinal);
            Assert.All(Links().Matches(text), link => Assert.Contains(link.Groups["name"].Value, names));
        }
    }

    private static DigitsFactory WithPad() => new DigitsFactory { Model = new GatedModel() }.With("DrawPad", "true");

    [GeneratedRegex(@"(?:from '\./|src=""|(?:icon|stylesheet)"" href="")(?<name>[^'""]+)", RegexOptions.NonBacktracking)]
    private static partial Regex Links();
}
