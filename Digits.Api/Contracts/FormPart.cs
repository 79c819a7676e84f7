namespace Digits.Api.Contracts;

/// <summary>One part of a multipart/form-data body.</summary>
/// <param name="Name">The name of its field.</param>
/// <param name="IsFile">Whether it has a file name.</param>
/// <param name="Body">Its bytes, which the request disposes of; null past the last part.</param>
internal readonly record struct FormPart(string Name, bool IsFile, RequestBody? Body)
{
    /// <summary>Whether the name is one of those that the contract gives to a single picture.</summary>
    public bool IsNamedExactly => Name is "image" or "file";

    /// <summary>
    /// Whether a part of this name is a picture, also without a file name: image, images, file or files in any case, with a number or
    /// brackets behind it (file0, images[], image_2).
    /// </summary>
    public static bool IsPictureName(string name)
    {
        ReadOnlySpan<char> word = name.AsSpan().Trim('\'').TrimEnd("0123456789[]_-.");
        return word.Equals("image", StringComparison.OrdinalIgnoreCase) || word.Equals("images", StringComparison.OrdinalIgnoreCase)
            || word.Equals("file", StringComparison.OrdinalIgnoreCase) || word.Equals("files", StringComparison.OrdinalIgnoreCase);
    }
}
