using Digits.Core.Inference;

namespace Digits.Tests.Support;

/// <summary>Sound manifests, to be varied with <c>with</c>.</summary>
internal static class Manifests
{
    public static ModelManifest Named(string name) => new()
    {
        Name = name,
        Version = "1",
        File = "model.onnx",
        Sha256 = new string('0', 64),
        Input = new TensorManifest { Name = "image", Shape = [-1, 1, 28, 28] },
        Output = new TensorManifest { Name = "logits", Shape = [-1, 10] },
        Labels = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
        Temperature = 1,
        Reject = new RejectManifest { Rule = RejectManifest.None },
    };
}
