using Digits.Core.Imaging;

namespace Digits.Core.Preprocessing;

/// <summary>A rectangle of whole pixels; <see cref="Right"/> and <see cref="Bottom"/> are one past the last.</summary>
internal readonly record struct PixelBox(int Left, int Top, int Right, int Bottom)
{
    /// <summary>A bar is so many times as long as it is thick.</summary>
    public const int BarAspect = 4;

    public int Width => Right - Left;

    public int Height => Bottom - Top;

    public int LongestSide => Math.Max(Width, Height);

    /// <summary>True for a bar: four times as long as it is thick, or more.</summary>
    public bool IsBar => LongestSide >= BarAspect * Math.Min(Width, Height);

    /// <summary>True from the picture's left side to its right one.</summary>
    public bool SpansWidth(GrayImage picture) => Left == 0 && Right == picture.Width;

    /// <summary>True from the picture's upper side to its lower one.</summary>
    public bool SpansHeight(GrayImage picture) => Top == 0 && Bottom == picture.Height;

    /// <summary>True from one side of the picture to the opposite one.</summary>
    public bool Spans(GrayImage picture) => SpansWidth(picture) || SpansHeight(picture);

    /// <summary>True where it touches any side of the picture.</summary>
    public bool TouchesBorder(GrayImage picture) => Left == 0 || Top == 0 || Right == picture.Width || Bottom == picture.Height;

    /// <summary>The least box that holds both.</summary>
    public PixelBox Union(PixelBox other) => new(
        Math.Min(Left, other.Left), Math.Min(Top, other.Top), Math.Max(Right, other.Right), Math.Max(Bottom, other.Bottom));
}
