namespace Digits.Core.Preprocessing;

/// <summary>A rectangle of whole pixels; <see cref="Right"/> and <see cref="Bottom"/> are one past the last.</summary>
internal readonly record struct PixelBox(int Left, int Top, int Right, int Bottom)
{
    public int Width => Right - Left;

    public int Height => Bottom - Top;

    public int LongestSide => Math.Max(Width, Height);

    /// <summary>The least box that holds both.</summary>
    public PixelBox Union(PixelBox other) => new(
        Math.Min(Left, other.Left), Math.Min(Top, other.Top), Math.Max(Right, other.Right), Math.Max(Bottom, other.Bottom));
}
