using Digits.Core.Recognition;

namespace Digits.Cli.Readers;

/// <summary>The seam to whoever reads: the library in this process, or a running service.</summary>
/// <remarks>Thread-safe.</remarks>
internal interface IDigitReader : IAsyncDisposable
{
    /// <summary>How many files are worth reading at once; of those that are pixels already, <see cref="PixelDegree"/>.</summary>
    int Degree { get; }

    /// <summary>How many digits that come as pixels are worth reading at once: as many as fill the batches.</summary>
    int PixelDegree { get; }

    /// <summary>Reads one digit.</summary>
    /// <param name="input">A picture file or pixels.</param>
    /// <param name="explain">Whether the prediction is to say what the model saw.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="HttpRequestException">The service cannot be asked, or stays overloaded.</exception>
    Task<Reply> ReadAsync(DigitInput input, bool explain, CancellationToken cancellationToken);
}
