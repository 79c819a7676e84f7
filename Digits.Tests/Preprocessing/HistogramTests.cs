using Digits.Core.Preprocessing;

namespace Digits.Tests.Preprocessing;

public sealed class HistogramTests
{
    private static readonly Histogram Empty = Histogram.Of([]);

    [Fact]
    public void Of_Values_CountsEachLevel()
    {
        Histogram histogram = Histogram.Of([0, 7, 7, 255]);
        Assert.Equal((1, 2, 1, 0), (histogram[0], histogram[7], histogram[255], histogram[8]));
    }

    [Fact]
    public void Of_ManyValuesOftenAlike_CountsEachLevel()
    {
        var random = new Random(2);
        byte[] values = new byte[10_007];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = i > 0 && random.Next(20) > 0 ? values[i - 1] : (byte)random.Next(256);
        }

        Histogram histogram = Histogram.Of(values);
        Assert.All(Enumerable.Range(0, 256), level => Assert.Equal(values.Count(value => value == level), histogram[level]));
    }

    [Fact]
    public void OtsuThreshold_TwoLevels_IsTheLowerOne() => Assert.Equal(10, Histogram.Of([10, 10, 10, 200]).OtsuThreshold());

    [Fact]
    public void OtsuThreshold_TwoGroups_SplitsBetweenThem() =>
        Assert.Equal(20, Histogram.Of([0, 10, 20, 200, 220, 240]).OtsuThreshold());

    // After 0: 1*3*(100-0)^2 = 30000; after 60: 2*2*(120-30)^2 = 32400; after 100: 3*1*(140-160/3)^2 = 22533.
    [Fact]
    public void OtsuThreshold_FourLevels_HasTheGreatestVarianceBetween() =>
        Assert.Equal(60, Histogram.Of([0, 60, 100, 140]).OtsuThreshold());

    [Fact]
    public void OtsuThreshold_LevelsZeroAnd255_SplitsThem() => Assert.Equal(0, Histogram.Of([0, 255]).OtsuThreshold());

    [Theory]
    [InlineData(0)]
    [InlineData(128)]
    [InlineData(255)]
    public void OtsuThreshold_OneLevel_IsNone(byte level) => Assert.Equal(-1, Histogram.Of([level, level]).OtsuThreshold());

    [Fact]
    public void OtsuThreshold_Empty_IsNone() => Assert.Equal(-1, Empty.OtsuThreshold());

    // Half of a picture of 40 megapixels squared is past the range of int.
    [Fact]
    public void OtsuThreshold_ManyValues_DoesNotOverflow()
    {
        Histogram histogram = default;
        histogram[30] = 20_000_000;
        histogram[220] = 20_000_000;
        Assert.Equal(30, histogram.OtsuThreshold());
    }

    [Theory]
    [InlineData(double.Epsilon, 10)]
    [InlineData(0.25, 10)]
    [InlineData(0.251, 20)]
    [InlineData(0.5, 20)]
    [InlineData(0.75, 30)]
    [InlineData(1, 40)]
    public void Percentile_FourLevels_IsTheLeastThatReachesTheShare(double share, int expected) =>
        Assert.Equal(expected, Histogram.Of([10, 20, 30, 40]).Percentile(share));

    [Fact]
    public void Percentile_OnlyTheHighestLevel_Is255() => Assert.Equal(255, Histogram.Of([255]).Percentile(0.5));

    [Fact]
    public void Mean_Values_IsTheirAverage() => Assert.Equal(52.5, Histogram.Of([0, 10, 100, 100]).Mean());

    [Fact]
    public void Mean_Empty_IsNaN() => Assert.True(double.IsNaN(Empty.Mean()));

    [Fact]
    public void Count_Empty_IsZero() => Assert.Equal(0, Empty.Count());

    [Fact]
    public void Between_Bounds_AreBothIncluded()
    {
        Histogram part = Histogram.Of([9, 10, 20, 21]).Between(10, 20);
        Assert.Equal((0, 1, 1, 0), (part[9], part[10], part[20], part[21]));
    }

    [Fact]
    public void DistancesFrom_BothSides_AreAddedUp()
    {
        Histogram distances = Histogram.Of([95, 100, 105, 105]).DistancesFrom(100);
        Assert.Equal((1, 3), (distances[0], distances[5]));
    }
}
