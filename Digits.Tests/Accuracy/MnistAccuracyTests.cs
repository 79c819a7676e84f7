using System.Net.Http.Headers;
using System.Text.Json;
using Digits.Core.Recognition;
using Digits.Tests.Support;

namespace Digits.Tests.Accuracy;

/// <summary>The shipped model through the whole service, on the 10,000 images that it was never trained on.</summary>
public sealed class MnistAccuracyTests(DigitsFactory service, ITestOutputHelper output)
{
    private const double LeastAccuracy = 0.997;
    private const double LeastAnswered = 0.985;
    private const int MostDisagreements = 30;

    [Fact]
    public async Task Predict_MnistTestSet_IsReadAlikeAsPixelsAndAsPictures()
    {
        MnistFiles mnist = MnistFiles.Require();
        using HttpClient client = await service.ReadyClientAsync();

        Answer[] raw = await AskAllAsync(client, "/predict/raw", "application/octet-stream", mnist.Images, pixels => pixels);
        Answer[] pictures = await AskAllAsync(client, "/predict/image", "image/png", mnist.Images, Png);

        double rawAccuracy = Accuracy(raw, mnist.Labels);
        double pictureAccuracy = Accuracy(pictures, mnist.Labels);
        double answered = raw.Count(answer => answer.IsDigit) / (double)raw.Length;
        int disagreements = raw.Zip(pictures).Count(pair => pair.First.Guess != pair.Second.Guess);
        output.WriteLine(
            $"/predict/raw {rawAccuracy:P2}, {answered:P2} answered, /predict/image {pictureAccuracy:P2}, they disagree on {disagreements} of {raw.Length}");
        Assert.InRange(answered, LeastAnswered, 1);
        Assert.InRange(rawAccuracy, LeastAccuracy, 1);
        Assert.InRange(pictureAccuracy, LeastAccuracy, 1);
        Assert.InRange(disagreements, 0, MostDisagreements);
    }

    private static async Task<Answer[]> AskAllAsync(
        HttpClient client, string path, string contentType, byte[][] images, Func<byte[], byte[]> encode)
    {
        var answers = new Answer[images.Length];
        await Parallel.ForAsync(0, images.Length, TestContext.Current.CancellationToken, async (i, cancellationToken) =>
        {
            using var content = new ByteArrayContent(encode(images[i]));
            content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
            using HttpResponseMessage response = await client.PostAsync(path, content, cancellationToken);
            using JsonDocument answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            float[] probabilities = [.. answer.RootElement.GetProperty("probabilities").EnumerateArray().Select(each => each.GetSingle())];
            answers[i] = new Answer(probabilities.IndexOf(probabilities.Max()), answer.RootElement.GetProperty("verdict").GetString() == "digit");
        });
        return answers;
    }

    private static double Accuracy(Answer[] answers, byte[] labels) =>
        answers.Zip(labels).Count(pair => pair.First.Guess == pair.Second) / (double)answers.Length;

    private static byte[] Png(byte[] pixels)
    {
        float[] values = Array.ConvertAll(pixels, pixel => pixel / 255f);
        return GrayPng.Encode(values, 28);
    }

    /// <summary>The likeliest digit, and whether the service stands by it.</summary>
    private readonly record struct Answer(int Guess, bool IsDigit);
}
