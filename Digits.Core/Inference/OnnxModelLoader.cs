using Digits.Core.Preprocessing;
using Microsoft.ML.OnnxRuntime;

namespace Digits.Core.Inference;

/// <summary>Loads models into ONNX Runtime.</summary>
/// <remarks>
/// One native session holds the weights once; the pool's sessions are sets of buffers over it, because Run is thread-safe. One intra-op
/// thread, no spinning: the parallelism is that of the pool, which knows the container's quota, and the native thread pool does not.
/// </remarks>
internal sealed class OnnxModelLoader : IModelLoader
{
    public SessionPool Load(ModelFile file, int sessions, int maxBatchSize)
    {
        byte[] bytes = file.ReadBytes();
        InferenceSession native = Open(bytes, file);
        try
        {
            Check(native, file);
            var pool = new SessionPool(
                [.. Enumerable.Range(0, sessions).Select(_ => new OnnxModelSession(native, file.Manifest, maxBatchSize))], native);
            foreach (IModelSession session in pool.Sessions)
            {
                // The first run of a shape plans its memory; after these two, requests find everything in place.
                session.Run(1);
                session.Run(maxBatchSize);
                if (session.Logits.ContainsAnyExceptInRange(float.MinValue, float.MaxValue))
                {
                    throw new InvalidDataException($"{file.Folder}: the model answers a blank input with logits that are not finite.");
                }
            }

            return pool;
        }
        catch
        {
            native.Dispose();
            throw;
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
            || input.Dimensions is not [< 1, 1, DigitTensor.Side, DigitTensor.Side])
        {
            throw new InvalidDataException($"{file.Folder}: the model has no input {manifest.Input.Name} of shape [n, 1, 28, 28].");
        }

        if (!native.OutputMetadata.TryGetValue(manifest.Output.Name, out NodeMetadata? output)
            || output.Dimensions is not [< 1, OnnxModelSession.Classes])
        {
            throw new InvalidDataException($"{file.Folder}: the model has no output {manifest.Output.Name} of shape [n, 10].");
        }
    }
}
