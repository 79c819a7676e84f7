using System.Globalization;

namespace Digits.Api.Contracts;

/// <summary>Undoes percent-encoding (WHATWG URL, application/x-www-form-urlencoded) in place, for text that is base64.</summary>
/// <remarks>
/// A form writes a space as +, so a + that was not escaped means a space. Base64 has no spaces but has +, and clients forget to
/// escape it: here it stays a +. The framework's own form reader makes strings and loses that +.
/// </remarks>
internal static class FormText
{
    /// <summary>Unescapes text over itself.</summary>
    /// <returns>The unescaped part of the text, which starts where the text starts.</returns>
    public static Span<byte> Unescape(Span<byte> text)
    {
        int count = 0;
        for (int i = 0; i < text.Length; i++)
        {
            byte value = text[i];
            if (value == '%' && i + 2 < text.Length
                && byte.TryParse(text.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte escaped))
            {
                value = escaped;
                i += 2;
            }

            text[count++] = value;
        }

        return text[..count];
    }
}
