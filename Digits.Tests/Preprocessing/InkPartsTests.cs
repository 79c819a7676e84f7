using Digits.Core.Imaging;
using Digits.Core.Preprocessing;
using Digits.Tests.Support;

namespace Digits.Tests.Preprocessing;

public sealed class InkPartsTests
{
    [Fact]
    public void Find_NothingDeepEnough_IsNull()
    {
        using GrayImage depth = Picture.Of("44", "44");
        Assert.Null(InkParts.Find(depth, 200));
    }

    [Fact]
    public void Find_PixelAtTheThreshold_Counts()
    {
        using GrayImage depth = Picture.Filled(5, 5, 0).With(2, 2, 1, 1, 50);
        Assert.Equal(new PixelBox(2, 2, 3, 3), InkParts.Find(depth, 50)?.Box);
    }

    [Fact]
    public void Find_PixelUnderAFractionalThreshold_DoesNotCount()
    {
        using GrayImage depth = Picture.Filled(5, 5, 0).With(2, 2, 1, 1, 50);
        Assert.Null(InkParts.Find(depth, 50.25));
    }

    // The lone pixel hangs on by its corner: without that it would be dust beside the block.
    [Theory]
    [InlineData("........", ".1......", "..######", "..######", "..######", "..######", "..######", "........")]
    [InlineData("........", "######..", "######..", "######..", "######..", "######..", "......1.", "........")]
    [InlineData("........", "......1.", "######..", "######..", "######..", "######..", "######..", "........")]
    public void Find_DiagonalNeighbour_BelongsToThePart(params string[] rows)
    {
        using GrayImage depth = Picture.Of(rows);
        Assert.Empty(InkParts.Find(depth, 20)!.Dropped);
    }

    [Fact]
    public void Find_PixelTwoAway_IsDust()
    {
        using GrayImage depth = Picture.Of("........", "1.......", "..#####.", "..#####.", "..#####.", "..#####.", "..#####.", "........");
        InkParts parts = InkParts.Find(depth, 20)!;
        Assert.Equal([new InkRun(1, 0, 1)], parts.Dropped);
        Assert.Equal(new PixelBox(2, 2, 7, 7), parts.Box);
    }

    // One arm alone is lighter than 2% of the block; joined by its foot to the heavy arm it is not dust.
    [Fact]
    public void Find_ArmsThatJoinAtTheFoot_AreOnePart()
    {
        using GrayImage depth = Picture.Of(
            "...........", ".1..#####..", ".1..#####..", ".1..#####..", ".1..#####..", ".1..#####..", ".1111####..", "...........");
        InkParts parts = InkParts.Find(depth, 20)!;
        Assert.Equal(new PixelBox(1, 1, 9, 7), parts.Box);
        Assert.Empty(parts.Dropped);
    }

    // A comb of four teeth whose roots are joined one after the other, from right to left as well.
    [Fact]
    public void Find_CombJoinedByItsLastRow_IsOnePart()
    {
        using GrayImage depth = Picture.Of(".........", ".#.#.#.1.", ".#.#.#.1.", ".###.###.", "...#.#...", "...###...", ".........");
        InkParts parts = InkParts.Find(depth, 20)!;
        Assert.Equal(new PixelBox(1, 1, 8, 6), parts.Box);
        Assert.Empty(parts.Dropped);
    }

    // At either end of a row, and across the places where words of a machine begin.
    [Theory]
    [InlineData(1, 2, 100)]
    [InlineData(1, 64, 100)]
    [InlineData(63, 64, 100)]
    [InlineData(63, 65, 100)]
    [InlineData(64, 65, 128)]
    [InlineData(64, 127, 128)]
    [InlineData(2, 127, 128)]
    [InlineData(60, 129, 130)]
    [InlineData(20, 199, 200)]
    public void Find_RunAnywhere_IsFoundWhole(int left, int right, int width)
    {
        using GrayImage depth = Picture.Filled(width, 3, 40).With(left, 1, right - left, 1, 41);
        Assert.Equal(new PixelBox(left, 1, right, 2), InkParts.Find(depth, 41)?.Box);
    }

    // All of a row's runs, counted one pixel at a time: a heavy block far below leaves each of them as dust.
    [Theory]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(127)]
    [InlineData(150)]
    public void Find_RandomRow_HasTheRunsThatItShows(int width)
    {
        for (int seed = 0; seed < 50; seed++)
        {
            using GrayImage depth = Picture.Filled(width, 50, 0).With(1, 10, width - 2, 35, 255);
            Picture.Noise(width, 1, seed, 0, 255).Pixels[1..^1].CopyTo(depth.Row(5)[1..]);
            var runs = new List<InkRun>();
            for (int x = 0; x < width; x++)
            {
                int left = x;
                while (depth.Row(5)[x] >= 100)
                {
                    x++;
                }

                if (x > left)
                {
                    runs.Add(new InkRun(5, left, x));
                }
            }

            Assert.Equal(runs, InkParts.Find(depth, 100)!.Dropped);
        }
    }

    [Fact]
    public void Find_TwoHeavyParts_KeepsBoth()
    {
        using GrayImage depth = Picture.Of(".......", ".##.##.", ".##.##.", ".......");
        Assert.Equal(new PixelBox(1, 1, 6, 3), InkParts.Find(depth, 100)?.Box);
    }

    [Fact]
    public void Find_RuledLineUnderADigit_IsDropped()
    {
        using GrayImage depth = Picture.Filled(12, 12, 0).With(4, 2, 3, 6, 255).With(0, 10, 12, 1, 255);
        InkParts parts = InkParts.Find(depth, 100)!;
        Assert.Equal(new PixelBox(4, 2, 7, 8), parts.Box);
        Assert.Equal([new InkRun(10, 0, 12)], parts.Dropped);
    }

    [Fact]
    public void Find_MarginLineBesideADigit_IsDropped()
    {
        using GrayImage depth = Picture.Filled(12, 12, 0).With(5, 3, 3, 6, 255).With(1, 0, 1, 12, 255);
        Assert.Equal(new PixelBox(5, 3, 8, 9), InkParts.Find(depth, 100)?.Box);
    }

    [Fact]
    public void Find_LineAloneAcrossThePicture_IsKept()
    {
        using GrayImage depth = Picture.Filled(12, 12, 0).With(0, 5, 12, 2, 255);
        InkParts parts = InkParts.Find(depth, 100)!;
        Assert.Equal(new PixelBox(0, 5, 12, 7), parts.Box);
        Assert.Empty(parts.Dropped);
    }

    // A digit that fills the picture from edge to edge is no ruled line, although a speck lies beside it.
    [Fact]
    public void Find_CrossingPartWithASpeckInside_IsKept()
    {
        using GrayImage depth = Picture.Filled(12, 12, 0).With(0, 4, 12, 4, 255).With(3, 1, 1, 1, 255);
        Assert.Equal(new PixelBox(0, 1, 12, 8), InkParts.Find(depth, 100)?.Box);
    }

    // Dust is what weighs less than 2% of the heaviest part: 12750 * 0.02 = 255.
    [Theory]
    [InlineData(255, 0)]
    [InlineData(254, 1)]
    public void Find_SpeckAtTheDustLimit_IsDroppedUnderIt(byte speck, int dropped)
    {
        using GrayImage depth = Picture.Filled(20, 20, 0).With(5, 5, 5, 10, 255).With(15, 15, 1, 1, speck);
        Assert.Equal(dropped, InkParts.Find(depth, 100)!.Dropped.Count);
    }
}
