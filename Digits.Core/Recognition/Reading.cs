namespace Digits.Core.Recognition;

/// <summary>How the digit was found in a picture.</summary>
public enum Reading
{
    /// <summary>As it stood: ink told from paper of one brightness, or under soft light. Raw pixels as well.</summary>
    Plain,

    /// <summary>As strokes under any light, after a plain reading gave no answer: in a shadow, on a sheet on a desk, beside what is no digit.</summary>
    Sheet,

    /// <summary>The same, after lines of the paper or a frame were taken away.</summary>
    WithoutLines,

    /// <summary>By its hue, which alone tells the ink from its paper: brightness showed no digit. Where the light is even, a plain reading finds it.</summary>
    Hue,
}
