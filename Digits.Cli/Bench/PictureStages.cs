using Digits.Core.Imaging;
using Digits.Core.Inference;
using Digits.Core.Preprocessing;
using Digits.Core.Recognition;

namespace Digits.Cli.Bench;

/// <summary>The steps on the way of one picture, one after the other, on one core.</summary>
internal static class PictureStages
{
    /// <summary>Times the steps.</summary>
    /// <param name="file">The picture file.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="session">The network.</param>
    /// <param name="manifest">How its logits are read.</param>
    /// <param name="time">For how long each step is tried.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The steps, and the network's input that came out.</returns>
    /// <exception cref="InvalidDataException">The picture cannot be read, or is blank.</exception>
    public static (Stage[] Stages, float[] Tensor) Measure(
        byte[] file, string name, IModelSession session, ModelManifest manifest, TimeSpan time, CancellationToken cancellationToken)
    {
        var decoder = new ImageDecoder(new ImageCodec());
        var reader = new PictureReader(decoder);
        using ReadInput read = Require(Read(reader, file), name);
        float[] tensor = read.Tensor.Values.ToArray();
        using GrayImage gray = Require(decoder.Decode(file, DecodeSizes.FirstSide), name);
        tensor.CopyTo(session.Inputs);
        session.Run(1);
        float[] logits = session.Logits[..session.LogitsPerItem].ToArray();
        return (
            [
                Stage.Measure("decode", time, () => decoder.Decode(file, DecodeSizes.FirstSide).Value!.Dispose(), cancellationToken),
                Stage.Measure("prepare", time, () => DigitPreprocessor.Prepare(gray).Value?.Dispose(), cancellationToken),
                Stage.Measure("network", time, () => session.Run(1), cancellationToken),
                Stage.Measure("judge", time, () => Judge.Decide(logits, manifest), cancellationToken),
                Stage.Measure("all", time, () => All(reader, file, session, manifest), cancellationToken),
            ],
            tensor);
    }

    private static void All(PictureReader reader, byte[] file, IModelSession session, ModelManifest manifest)
    {
        using ReadInput read = Read(reader, file).Value!;
        read.Tensor.Values.CopyTo(session.Inputs);
        session.Run(1);
        Judge.Decide(session.Logits[..session.LogitsPerItem], manifest);
    }

    /// <summary>Nobody else decodes, so that there is memory at once and nothing to wait for.</summary>
    private static Outcome<ReadInput> Read(PictureReader reader, byte[] file)
    {
        ValueTask<Outcome<ReadInput>> read = reader.ReadAsync(file, null, new DecodeMemory(long.MaxValue), CancellationToken.None);
        return read.IsCompleted ? read.GetAwaiter().GetResult() : throw new InvalidOperationException("A decode waited for memory that is free.");
    }

    private static T Require<T>(Outcome<T> outcome, string name)
        where T : class => outcome.TryGetValue(out T? value, out RecognitionError? error) ? value : throw new InvalidDataException($"{name}: {error.Message}");
}
