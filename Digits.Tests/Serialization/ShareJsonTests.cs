using System.Globalization;
using System.Text;
using System.Text.Json;
using Digits.Core.Serialization;

namespace Digits.Tests.Serialization;

public sealed class ShareJsonTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "1")]
    [InlineData(0.5, "0.5")]
    [InlineData(0.000004, "0.000004")]
    [InlineData(0.0000004, "0")]
    [InlineData(0.9999996, "1")]
    [InlineData(0.99999, "0.99999")]
    [InlineData(0.100001, "0.100001")]
    [InlineData(0.25, "0.25")]
    public void Write_AShare_HasSixDecimalsAtMostAndNoTrailingZeros(double probability, string expected) =>
        Assert.Equal(expected, Written((float)probability));

    [Fact]
    public void Write_RandomShares_AreWhatTheyWereToHalfAMillionth()
    {
        var random = new Random(3);
        for (int i = 0; i < 20_000; i++)
        {
            float probability = MathF.Pow(random.NextSingle(), random.Next(1, 12));
            string text = Written(probability);
            Assert.InRange(Math.Abs(double.Parse(text, CultureInfo.InvariantCulture) - probability), 0, 5.01e-7);
            Assert.False(text.Contains('.', StringComparison.Ordinal) && text.EndsWith('0'), text);
        }
    }

    private static string Written(float probability)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            ShareJson.Write(writer, probability);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
