using System.Diagnostics.CodeAnalysis;
using Digits.Core.Imaging;
using Digits.Core.Recognition;

namespace Digits.Tests.Imaging;

/// <summary>Opens nothing: what is decoded over it was decoded without a library.</summary>
internal sealed class NoCodec : IImageCodec
{
    public bool TryOpen(
        ReadOnlyMemory<byte> encoded, ImageFormat format, [NotNullWhen(true)] out ICodecImage? image, out RecognitionError? refusal)
    {
        (image, refusal) = (null, null);
        return false;
    }
}
