using Digits.Api.Contracts;
using Digits.Api.Hosting;
using Digits.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Digits.Tests.Api.Contracts;

public sealed class BodyMemoryTests
{
    private const int Mebibyte = 1 << 20;
    private const int Small = BodyMemory.MostSmall;

    [Fact]
    public void Large_BesideLargeOnes_LeaveAnEighthToSmallOnes()
    {
        BodyMemory memory = Of(64 * Mebibyte, Mebibyte);
        Assert.True(memory.TryTake(56 * Mebibyte, 56 * Mebibyte));
        Assert.False(memory.TryTake(1, Small + 1));
        for (int i = 0; i < 8 * Mebibyte / Small; i++)
        {
            Assert.True(memory.TryTake(Small, Small));
        }

        Assert.False(memory.TryTake(1, 1));
    }

    [Fact]
    public void Large_WhereThereIsRoomForOneAlone_HasIt() => Assert.True(Of(2 * Mebibyte, Mebibyte).TryTake(2 * Mebibyte, 2 * Mebibyte));

    [Fact]
    public void Release_OfALargeOne_MakesRoomForTheNext()
    {
        BodyMemory memory = Of(64 * Mebibyte, Mebibyte);
        Assert.True(memory.TryTake(56 * Mebibyte, 56 * Mebibyte));
        memory.Release(Mebibyte);
        Assert.True(memory.TryTake(Mebibyte, Mebibyte));
    }

    [Fact(Timeout = 60_000)]
    public async Task Small_BesideUploadsThatTakeAllTheRest_IsAnswered()
    {
        await using DigitsFactory service = new DigitsFactory { Model = new GatedModel() }
            .With("MaxBodyBytes", $"{Mebibyte}").With("MaxBufferedBytes", $"{64 * Mebibyte}");
        using HttpClient client = await service.ReadyClientAsync();
        BodyMemory memory = service.Services.GetRequiredService<BodyMemory>();
        Assert.True(memory.TryTake(56 * Mebibyte, 56 * Mebibyte));

        await Answers.ProblemAsync(429, "overloaded", await client.TellAsync("/predict/image", Bodies.Of(new byte[2 * Small], "image/png")));
        await Answers.DigitAsync(7, await client.TellAsync("/predict/raw", Bodies.Octets(Samples.SevenPixels)));
    }

    private static BodyMemory Of(long most, int mostOfOne) =>
        new(Options.Create(new ApiOptions { MaxBufferedBytes = most, MaxBodyBytes = mostOfOne }));
}
