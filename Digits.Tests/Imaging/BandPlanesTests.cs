using Digits.Core.Imaging;

namespace Digits.Tests.Imaging;

public sealed class BandPlanesTests
{
    // Lengths around one and two vectors; the ink is one pixel, at each place in turn.
    [Theory]
    [InlineData(15)]
    [InlineData(33)]
    [InlineData(64)]
    [InlineData(67)]
    public void Range_OneDarkPixelAnywhere_IsFound(int length)
    {
        for (int at = 0; at < length; at++)
        {
            byte[] plane = new byte[length];
            Array.Fill<byte>(plane, 250);
            plane[at] = 100;
            Assert.Equal(150, BandPlanes.Range(plane));
        }
    }
}
