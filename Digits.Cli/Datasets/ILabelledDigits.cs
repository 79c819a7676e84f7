namespace Digits.Cli.Datasets;

/// <summary>Pictures with labels, read one after the other and once.</summary>
internal interface ILabelledDigits : IDisposable
{
    /// <summary>True where all come as pixels, in MNIST's convention already.</summary>
    bool ArePixels { get; }

    /// <summary>How far reading is, 0 to 1.</summary>
    double Progress { get; }

    /// <summary>Reads them as they are asked for.</summary>
    /// <exception cref="InvalidDataException">What is read is not what it should be; the message says where.</exception>
    IEnumerable<LabelledDigit> Read();
}
