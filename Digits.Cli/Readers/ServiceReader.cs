using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Digits.Core.Recognition;

namespace Digits.Cli.Readers;

/// <summary>Asks a running service. Where that is full, it waits for as long as it is told to, and asks again.</summary>
internal sealed class ServiceReader : IDigitReader
{
    /// <summary>The environment variable with the key of a service that wants one: a command line is seen by others.</summary>
    public const string KeyVariable = "DIGITS_API_KEY";

    private const string KeyHeader = "X-Api-Key";
    private const int MostTries = 6;

    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    // No other place than the one asked, whatever an answer says.
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly Uri _service;
    private readonly string _query;

    /// <param name="service">Its address, path prefix included.</param>
    /// <param name="model">The model to ask; null for the service's own choice.</param>
    public ServiceReader(Uri service, string? model)
    {
        _service = service.AbsoluteUri.EndsWith('/') ? service : new Uri(service.AbsoluteUri + '/');
        _query = "?top=10" + (model is null ? "" : "&model=" + Uri.EscapeDataString(model));
        if (Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 } key)
        {
            _client.DefaultRequestHeaders.TryAddWithoutValidation(KeyHeader, key);
        }
    }

    public int Degree => 8;

    public int PixelDegree => 32;

    public async Task<Reply> ReadAsync(DigitInput input, bool explain, CancellationToken cancellationToken)
    {
        var address = new Uri(_service, (input.IsPixels ? "predict/raw" : "predict/image") + _query + (explain ? "&explain=true" : ""));
        for (int tries = 1; ; tries++)
        {
            using HttpResponseMessage response = await AskAsync(address, input.Bytes, cancellationToken);
            if (response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable && tries < MostTries)
            {
                await Task.Delay(WaitOf(response), cancellationToken);
                continue;
            }

            return await ReadAsync(response, cancellationToken);
        }
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<HttpResponseMessage> AskAsync(Uri address, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        using var content = new ReadOnlyMemoryContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        try
        {
            return await _client.PostAsync(address, content, cancellationToken);
        }
        catch (HttpRequestException error)
        {
            throw new HttpRequestException($"{_service} cannot be asked: {error.Message}", error);
        }
        catch (TaskCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException(string.Create(CultureInfo.InvariantCulture, $"{_service} does not answer within {_client.Timeout.TotalSeconds} s."), error);
        }
    }

    private async Task<Reply> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            using JsonDocument answer = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellationToken), default, cancellationToken);
            return response.IsSuccessStatusCode ? ServiceAnswer.Prediction(answer.RootElement) : ServiceAnswer.Problem(answer.RootElement);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new InvalidDataException(
                $"{_service} answers {(int)response.StatusCode} with what is no prediction: is there a Digits service at this address?", error);
        }
    }

    private static TimeSpan WaitOf(HttpResponseMessage response)
    {
        TimeSpan wait = response.Headers.RetryAfter?.Delta ?? ShortestWait;
        return wait < ShortestWait ? ShortestWait : wait > LongestWait ? LongestWait : wait;
    }
}
