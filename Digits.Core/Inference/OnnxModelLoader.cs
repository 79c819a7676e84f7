using Digits.Core.Preprocessing;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Digits.Core.Inference;

/// <summary>Loads models into ONNX Runtime.</summary>
/// <remarks>
/// One native session holds the weights once; the pool's sessions are sets of buffers over it, because Run is thread-safe. One intra-op
/// thread, no spinning: the parallelism is that of the pool, which knows the container's quota, and the native thread pool does not.
/// </remarks>
internal sealed class OnnxModelLoader : IModelLoader
{
    public SessionPool Load(ModelFile file, int sessions, int maxBatchSize, CancellationToken cancellationToken = default)
    {
        OnnxRuntimeLibrary.Require();
        InferenceSession native = Open(file.ReadBytes(), file);
        var pool = new SessionPool(
            [.. Enumerable.Range(0, sessions).Select(_ => new OnnxModelSession(native, file.Manifest, maxBatchSize))], native);
        try
        {
            Check(native, file);
            WarmUp(pool.Sessions[0], maxBatchSize, file, cancellationToken);
            if (file.Manifest.SelfTest)
            {
                DigitsSelfTest.Require(pool.Sessions[0], file, cancellationToken);
            }

            return pool;
        }
        catch (OnnxRuntimeException error)
        {
            pool.Dispose();
            throw new InvalidDataException($"ONNX Runtime cannot run {file.Folder}: {error.Message}", error);
        }
        catch
        {
            pool.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Runs every batch size once: the first run of a shape plans its memory, for all sessions, and requests should find that done. A cascade
    /// asks its every stage about a blank input, which is no digit.
    /// </summary>
    private static void WarmUp(IModelSession session, int maxBatchSize, ModelFile file, CancellationToken cancellationToken)
    {
        for (int count = 1; count <= maxBatchSize; count++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            session.Run(count);
        }

        if (session.Logits.ContainsAnyExceptInRange(float.MinValue, float.MaxValue))
        {
            throw new InvalidDataException($"{file.Folder}: the model answers a blank input with logits that are not finite.");
        }
    }

    private static InferenceSession Open(byte[] bytes, ModelFile file)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        try
        {
            return new InferenceSession(bytes, options);
        }
        catch (OnnxRuntimeException error)
        {
            throw new InvalidDataException($"ONNX Runtime cannot load {file.Folder}: {error.Message}", error);
        }
    }

    private static void Check(InferenceSession native, ModelFile file)
    {
        ModelManifest manifest = file.Manifest;
        if (!native.InputMetadata.TryGetValue(manifest.Input.Name, out NodeMetadata? input)
            || input.Dimensions is not [< 1, 1, DigitTensor.Side, DigitTensor.Side]
            || native.InputMetadata.Count != 1
            || input.ElementDataType != TensorElementType.Float)
        {
            throw new InvalidDataException($"{file.Folder}: the model does not take one input {manifest.Input.Name} of float32 [n, 1, 28, 28].");
        }

        if (!native.OutputMetadata.TryGetValue(manifest.Output.Name, out NodeMetadata? output)
            || output.Dimensions is not [< 1, _]
            || output.Dimensions[1] != manifest.Output.Shape[1]
            || output.ElementDataType != TensorElementType.Float)
        {
            throw new InvalidDataException($"{file.Folder}: the model has no output {manifest.Output.Name} of float32 [n, {manifest.Output.Shape[1]}].");
        }
    }
}
