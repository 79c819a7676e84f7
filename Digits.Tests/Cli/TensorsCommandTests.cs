using System.Buffers.Binary;
using Digits.Cli;
using Digits.Core.Recognition;
using Digits.Tests.Support;

namespace Digits.Tests.Cli;

public sealed class TensorsCommandTests
{
    private const int Answer = 785;

    [Fact]
    public async Task RunAsync_ThreeFilesOfWhichOneIsRubbish_AnswersEachInItsPlace()
    {
        byte[] answers = await RunAsync(Framed(Samples.Seven), Framed([1, 2, 3]), Framed(Samples.Seven));

        Assert.Equal(3 * Answer, answers.Length);
        Assert.Equal(1, answers[0]);
        Assert.Equal(255, answers[1..Answer].Max());
        Assert.DoesNotContain(answers[Answer..(2 * Answer)], value => value != 0);
        Assert.Equal(answers[..Answer], answers[(2 * Answer)..]);
    }

    [Fact]
    public async Task RunAsync_MoreFilesThanOneChunk_AnswersAllInOrder()
    {
        byte[][] files = [.. Enumerable.Range(0, 600).Select(i => i % 3 == 0 ? Framed(Dot(i)) : Framed([]))];
        byte[] answers = await RunAsync(files);

        Assert.Equal(600 * Answer, answers.Length);
        Assert.All(Enumerable.Range(0, 600), i => Assert.Equal(i % 3 == 0 ? 1 : 0, answers[i * Answer]));
    }

    [Fact]
    public async Task RunAsync_NoInput_AnswersNothing() => Assert.Empty(await RunAsync());

    [Theory]
    [InlineData(1, "inside a picture of 3 bytes")]
    [InlineData(5, "inside a length")]
    public async Task RunAsync_InputEndsTooEarly_AnswersWhatCameBeforeAndSaysSo(int missing, string said)
    {
        byte[] input = [.. Framed(Dot(3)), .. Framed([1, 2, 3])[..^missing]];
        (int code, byte[] answers, string error) = await RunToEndAsync(input);
        Assert.Equal((2, Answer, 1), (code, answers.Length, answers[0]));
        Assert.Contains(said, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public async Task RunAsync_LengthOutOfRange_SaysSo(int length)
    {
        byte[] prefix = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(prefix, length);
        (int code, _, string error) = await RunToEndAsync(prefix);
        Assert.Equal(2, code);
        Assert.Contains($"{length} bytes", error, StringComparison.Ordinal);
    }

    private static byte[] Dot(int at)
    {
        float[] values = new float[784];
        values[at] = values[at + 1] = 1;
        return GrayPng.Encode(values, 28);
    }

    private static byte[] Framed(byte[] file)
    {
        byte[] framed = new byte[sizeof(int) + file.Length];
        BinaryPrimitives.WriteInt32LittleEndian(framed, file.Length);
        file.CopyTo(framed, sizeof(int));
        return framed;
    }

    private static async Task<byte[]> RunAsync(params byte[][] input)
    {
        (int code, byte[] answers, string error) = await RunToEndAsync([.. input.SelectMany(bytes => bytes)]);
        Assert.Equal((0, ""), (code, error));
        return answers;
    }

    private static async Task<(int Code, byte[] Answers, string Error)> RunToEndAsync(byte[] input)
    {
        using var source = new MemoryStream(input);
        using var target = new MemoryStream();
        using var error = new StringWriter();
        int code = await TensorsCommand.RunAsync(source, target, error, TestContext.Current.CancellationToken);
        return (code, target.ToArray(), error.ToString());
    }
}
