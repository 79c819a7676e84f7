using System.Text;
using Digits.Api.Contracts;

namespace Digits.Tests.Api.Contracts;

public sealed class FormTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain", "plain")]
    [InlineData("a+b", "a+b")]
    [InlineData("a%2Bb%2fc%3D", "a+b/c=")]
    [InlineData("%41%42", "AB")]
    [InlineData("100%", "100%")]
    [InlineData("%4", "%4")]
    [InlineData("%zz%4g% 1", "%zz%4g% 1")]
    [InlineData("%2541", "%41")]
    public void Unescape_Text_UndoesPercentEncodingAlone(string text, string expected)
    {
        byte[] memory = Encoding.ASCII.GetBytes(text);
        Assert.Equal(expected, Encoding.ASCII.GetString(FormText.Unescape(memory)));
    }

    [Fact]
    public void Unescape_EveryByteEscaped_ReturnsIt()
    {
        byte[] bytes = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        byte[] memory = Encoding.ASCII.GetBytes(string.Concat(bytes.Select(value => $"%{value:x2}")));
        Assert.Equal(bytes, FormText.Unescape(memory).ToArray());
    }

    [Fact]
    public void Unescape_RandomGarbage_NeverGrows()
    {
        var random = new Random(20260107);
        for (int i = 0; i < 10_000; i++)
        {
            byte[] memory = new byte[random.Next(40)];
            random.NextBytes(memory);
            for (int at = 0; at < memory.Length; at += 3)
            {
                memory[at] = (byte)'%';
            }

            Assert.InRange(FormText.Unescape(memory.AsSpan()).Length, 0, memory.Length);
        }
    }
}
