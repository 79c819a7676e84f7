using System.Text;

namespace Digits.Cli.Terminal;

/// <summary>Passes text on without the spaces at the ends of its lines, which tables are padded with.</summary>
/// <remarks>Not thread-safe. The writer behind it is left open.</remarks>
internal sealed class TrimmedLines(TextWriter inner) : TextWriter
{
    private readonly StringBuilder _text = new();
    private int _spaces;

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        foreach (char character in buffer)
        {
            if (character == ' ')
            {
                _spaces++;
                continue;
            }

            _text.Append(' ', character is '\r' or '\n' ? 0 : _spaces).Append(character);
            _spaces = 0;
        }

        inner.Write(_text);
        _text.Clear();
    }

    public override void Flush() => inner.Flush();
}
