using System.Text;
using Digits.Api.Contracts.Rereading;

namespace Digits.Tests.Api.Contracts.Rereading;

public sealed class TextEscapesTests
{
    [Theory]
    [InlineData("a%2Bb%2fc%3D", "a+b/c=")]
    [InlineData("a%252Bb", "a+b")]
    [InlineData("a&#43;b&#x2F;c&#x3d;&plus;&equals;", "a+b/c=+=")]
    [InlineData("a&amp;#43;b", "a+b")]
    [InlineData("a\\/b\\u002Bc\\x3D", "a/b+c=")]
    [InlineData("a\\nb\\r\\nc", "a\nb\n\nc")]
    [InlineData("a\\\\nb", "a\nb")]
    [InlineData("100%", "100%")]
    [InlineData("%zz%2", "%zz%2")]
    [InlineData("&#;&#x;&#999;&none;&", "&#;&#x;&#999;&none;&")]
    [InlineData("\\q\\u12\\", "\\q\\u12\\")]
    [InlineData("", "")]
    public void Undo_Escapes_LeavesTheCharacters(string text, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(TextEscapes.Undo(Encoding.UTF8.GetBytes(text))));

    [Fact]
    public void Undo_RandomText_NeverThrowsOrGrows()
    {
        const string Characters = "%25&#x43;\\un/A ";
        var random = new Random(20260107);
        for (int i = 0; i < 50_000; i++)
        {
            byte[] text = [.. Enumerable.Range(0, random.Next(24)).Select(_ => (byte)Characters[random.Next(Characters.Length)])];
            Assert.InRange(TextEscapes.Undo(text).Length, 0, text.Length);
        }
    }
}
