using System.Net.Http.Headers;
using System.Text.Json;
using Digits.Core.Recognition;
using Digits.Tests.Support;

namespace Digits.Tests.Accuracy;

/// <summary>The shipped model through the whole service, on the 10,000 images that it was never trained on.</summary>
public sealed class MnistAccuracyTests(DigitsFactory service, ITestOutputHelper output)
{
    private const double LeastAccuracy = 0.994;
    private const int MostDisagreements = 30;

    [Fact]
    public async Task Predict_MnistTestSet_IsReadAlikeAsPixelsAndAsPictures()
    {
        MnistFiles mnist = MnistFiles.Require();
        using HttpClient client = await service.ReadyClientAsync();

        int?[] raw = await AskAllAsync(client, "/predict/raw", "application/octet-stream", mnist.Images, pixels => pixels);
        int?[] pictures = await AskAllAsync(client, "/predict/image", "image/png", mnist.Images, Png);

        double rawAccuracy = Accuracy(raw, mnist.Labels);
        double pictureAccuracy = Accuracy(pictures, mnist.Labels);
        int disagreements = raw.Zip(pictures).Count(pair => pair.First != pair.Second);
        output.WriteLine($"/predict/raw {rawAccuracy:P2}, /predict/image {pictureAccuracy:P2}, they disagree on {disagreements} of {raw.Length}");
        Assert.InRange(rawAccuracy, LeastAccuracy, 1);
        Assert.InRange(pictureAccuracy, LeastAccuracy, 1);
        Assert.InRange(disagreements, 0, MostDisagreements);
    }

    private static async Task<int?[]> AskAllAsync(
        HttpClient client, string path, string contentType, byte[][] images, Func<byte[], byte[]> encode)
    {
        var digits = new int?[images.Length];
        await Parallel.ForAsync(0, images.Length, TestContext.Current.CancellationToken, async (i, cancellationToken) =>
        {
            using var content = new ByteArrayContent(encode(images[i]));
            content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
            using HttpResponseMessage response = await client.PostAsync(path, content, cancellationToken);
            using JsonDocument answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            JsonElement digit = answer.RootElement.GetProperty("digit");
            digits[i] = digit.ValueKind == JsonValueKind.Number ? digit.GetInt32() : null;
        });
        return digits;
    }

    private static double Accuracy(int?[] digits, byte[] labels) =>
        digits.Zip(labels).Count(pair => pair.First == pair.Second) / (double)digits.Length;

    private static byte[] Png(byte[] pixels)
    {
        float[] values = Array.ConvertAll(pixels, pixel => pixel / 255f);
        return GrayPng.Encode(values, 28);
    }
}
