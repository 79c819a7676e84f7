namespace Digits.Core.Recognition;

/// <summary>Why a picture or a row of pixels got no prediction. Each code is one row of the service's error table.</summary>
public enum RecognitionErrorCode
{
    /// <summary>The bytes begin like none of PNG, JPEG, WebP, GIF or BMP; the message names what they are, where that is known.</summary>
    UnsupportedImageFormat,

    /// <summary>The bytes begin like a known format, but are damaged, truncated or not decodable.</summary>
    UnreadableImage,

    /// <summary>The headers announce more pixels, or more work for them, than the limits allow; no pixel was decoded.</summary>
    ImageTooLarge,

    /// <summary>The picture, or the row of pixels, holds no ink to read.</summary>
    BlankImage,

    /// <summary>A row of pixels that does not hold exactly 784 values.</summary>
    WrongPixelCount,

    /// <summary>No model of the asked name is loaded.</summary>
    UnknownModel,

    /// <summary>The model is still being loaded.</summary>
    NotReady,

    /// <summary>The queue before the model is full; nothing was run. Try again shortly.</summary>
    Overloaded,

    /// <summary>The recognizer is shutting down and takes no new work.</summary>
    Draining,

    /// <summary>A box of a <see cref="NumberQuery"/> that does not lie in the picture.</summary>
    BoxOutsideImage,
}
