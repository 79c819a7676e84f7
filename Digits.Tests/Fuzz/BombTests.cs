using Digits.Fuzz.Bodies;
using Digits.Fuzz.Bombs;
using Digits.Fuzz.Running;

namespace Digits.Tests.Fuzz;

/// <summary>Small requests that ask for much, one after the other at a service of their own. `Digits.Fuzz bombs` prints what each takes.</summary>
public sealed class BombTests(BombTests.Started started) : IClassFixture<BombTests.Started>
{
    /// <summary>Six times what they may take on a server of 2023.</summary>
    private const double MostSeconds = 3;

    private const long MostMegabytes = 200;

    public static TheoryData<string> Bombs => [.. BombSender.All.Select(bomb => bomb.Name)];

    [Theory]
    [MemberData(nameof(Bombs))]
    public async Task Service_Bomb_IsAnsweredForLittle(string name)
    {
        BombResult result = await BombSender.SendAsync(started.Service, BombSender.All.Single(bomb => bomb.Name == name));
        Assert.True(result.Status is 200 or 400 or 413 or 415 or 422, $"{result.Status} {result.Slug}");
        Assert.InRange(result.Seconds, 0, MostSeconds);
        Assert.InRange(result.Megabytes, long.MinValue, MostMegabytes);
    }

    /// <summary>The service, which has read a picture.</summary>
    public sealed class Started : IAsyncLifetime
    {
        internal FuzzedService Service { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Service = await FuzzedService.StartAsync();
            await BombSender.SendAsync(Service, Bomb.Picture("a picture", () => SoundPictures.Seven));
        }

        public ValueTask DisposeAsync()
        {
            Service.Dispose();
            return default;
        }
    }
}
