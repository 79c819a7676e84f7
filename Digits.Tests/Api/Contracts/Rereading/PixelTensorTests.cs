using System.Text;
using System.Text.Json;
using Digits.Api.Contracts;
using Digits.Api.Contracts.Rereading;

namespace Digits.Tests.Api.Contracts.Rereading;

public sealed class PixelTensorTests
{
    [Theory]
    [InlineData("[1,2,3]", "[3]", true)]
    [InlineData("[[1,2],[3,4],[5,6]]", "[3,2]", true)]
    [InlineData("[[[1]],[[2]]]", "[2,1,1]", true)]
    [InlineData("{\"0\":1,\"1\":2}", "[2]", true)]
    [InlineData("[\"1\",\"2.5\"]", "[2]", true)]
    [InlineData("[[1,2],[3]]", "[2,1]", false)]
    [InlineData("[[1],2]", "[2,1]", false)]
    [InlineData("[1,[2]]", "[2,1]", false)]
    [InlineData("[1,null]", "[2]", false)]
    [InlineData("[1,\"x\"]", "[2]", false)]
    [InlineData("{\"0\":1,\"2\":2}", "[2]", false)]
    [InlineData("{\"a\":1}", "[1]", false)]
    [InlineData("[]", "[0]", false)]
    [InlineData("[[[[[[[[[1]]]]]]]]]", "[1,1,1,1,1,1,1,1]", false)]
    public void Read_Lists_KnowsTheirShape(string json, string shape, bool hasShape)
    {
        PixelTensor tensor = Read(json, false);
        Assert.Equal((shape, hasShape), (tensor.Shape, tensor.HasShape));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void Read_Booleans_AreNumbersWhereTheyAreTaken(bool takesBooleans, bool hasShape) =>
        Assert.Equal(hasShape, Read("[true,false]", takesBooleans).HasShape);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1", 255)]
    [InlineData("0.5", 128)]
    [InlineData("0.00001", 0)]
    public void Write_UnderUnit_StretchesAndRounds(string value, byte level)
    {
        byte[] pixels = new byte[784];
        Assert.Null(Read($"[{string.Join(',', Enumerable.Repeat(value, 784))}]", false).Write(pixels, PixelScale.Unit, "pixels"));
        Assert.All(pixels, pixel => Assert.Equal(level, pixel));
    }

    [Theory]
    [InlineData("254.99999999999")]
    [InlineData("255.00000000001")]
    [InlineData("-0.00000000001")]
    public void Write_NearlyALevel_IsOutOfRange(string value) => Assert.Equal(
        "pixel-out-of-range", Read($"[{string.Join(',', Enumerable.Repeat(value, 784))}]", false).Write(new byte[784], PixelScale.Byte, "pixels")?.Slug);

    private static PixelTensor Read(string json, bool takesBooleans)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        Assert.True(reader.Read());
        return PixelTensor.Read(ref reader, takesBooleans);
    }
}
