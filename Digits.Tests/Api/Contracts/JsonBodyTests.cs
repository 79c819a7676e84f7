using System.Net;
using Digits.Api.Contracts;
using Digits.Api.Errors;
using Digits.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Digits.Tests.Api.Contracts;

/// <summary>On the real server: what is written lies in its buffers, not in a test's.</summary>
public sealed class JsonBodyTests
{
    // A deadline may fire between the last look at it and the answer.
    [Fact]
    public async Task WriteAsync_TooLate_LeavesTheAnswerToTheProblem()
    {
        using HttpResponseMessage response = await AskAsync(async context =>
        {
            await Assert.ThrowsAsync<OperationCanceledException>(
                async () => await WriteAsync(context.Response, "late", new CancellationToken(canceled: true)));
            await Problem.NotFound.WriteAsync(context);
        });
        await Answers.ProblemAsync(404, "not-found", response);
    }

    [Fact]
    public async Task WriteAsync_AfterAWriterThatThrew_WritesItsOwnAlone()
    {
        using HttpResponseMessage response = await AskAsync(async context =>
        {
            Assert.Throws<InvalidDataException>(() => JsonBody.WriteAsync(
                context.Response,
                0,
                static (json, _) =>
                {
                    json.WriteStartArray();
                    throw new InvalidDataException();
                },
                MediaTypes.Json,
                CancellationToken.None).AsTask().GetAwaiter().GetResult());
            await WriteAsync(context.Response, "sound", CancellationToken.None);
        });
        Assert.Equal("\"sound\"", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(70_000)]
    [InlineData(1_000_000)]
    public async Task WriteAsync_AnswerOfAnyLength_HasThatLength(int length)
    {
        for (int i = 0; i < 2; i++)
        {
            using HttpResponseMessage response = await AskAsync(context => WriteAsync(context.Response, new string('x', length), CancellationToken.None));
            Assert.Equal(length + 2, response.Content.Headers.ContentLength);
            Assert.Equal(length + 2, (await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length);
        }
    }

    private static async Task WriteAsync(HttpResponse response, string text, CancellationToken cancellationToken) => await JsonBody.WriteAsync(
        response, text, static (json, value) => json.WriteStringValue(value), MediaTypes.Json, cancellationToken);

    private static async Task<HttpResponseMessage> AskAsync(RequestDelegate handle)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using WebApplication app = builder.Build();
        app.Run(handle);
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient();
        return await client.GetAsync(new Uri(app.Urls.First()), TestContext.Current.CancellationToken);
    }
}
