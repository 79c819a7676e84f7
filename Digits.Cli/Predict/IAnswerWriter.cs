namespace Digits.Cli.Predict;

/// <summary>The seam to a way of showing answers: for people, scripts, programs and spreadsheets.</summary>
internal interface IAnswerWriter
{
    /// <summary>Whether predictions are to say what the model saw.</summary>
    bool WantsExplanation { get; }

    /// <summary>Whether it shows pictures that could not be read; otherwise standard error does.</summary>
    bool ShowsFailures { get; }

    /// <summary>Shows one answer.</summary>
    void Write(Answer answer);
}
