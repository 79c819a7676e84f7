namespace Digits.Core.Preprocessing;

/// <summary>What speaks against the ink that was found in a picture, whatever a network says of it.</summary>
internal enum Suspicion
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The light falls unevenly on it: what may be a shadow is believed to be a digit only where the network is sure.</summary>
    UnevenLight,

    /// <summary>It reaches from one side of the picture to the other, or around itself: a digit without margin, or one with lines or a frame.</summary>
    MayHoldMore,

    /// <summary>It is the edge of a shadow or of a desk, a blot, or more than one digit; nothing is answered from it.</summary>
    NoDigit,
}
