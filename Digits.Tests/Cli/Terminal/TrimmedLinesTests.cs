using Digits.Cli.Terminal;

namespace Digits.Tests.Cli.Terminal;

public sealed class TrimmedLinesTests
{
    [Theory]
    [InlineData("a b \n  c  \r\n \n", "a b\n  c\r\n\n")]
    [InlineData("", "")]
    [InlineData("  a", "  a")]
    public void Write_InAnyPieces_KeepsOnlySpacesThatSomethingFollows(string text, string expected)
    {
        for (int piece = 1; piece <= text.Length + 1; piece++)
        {
            using var written = new StringWriter();
            using var lines = new TrimmedLines(written);
            foreach (char[] part in text.Chunk(piece))
            {
                lines.Write(new string(part));
            }

            Assert.Equal(expected, written.ToString());
        }
    }
}
