using Digits.Core.Diagnostics;
using Microsoft.ML.OnnxRuntime;

namespace Digits.Tests.Diagnostics;

public sealed class NativeLibraryFileTests
{
    [Fact]
    public void Require_LibraryThatIsThere_Returns() =>
        NativeLibraryFile.Require("onnxruntime", typeof(InferenceSession).Assembly, "ONNX Runtime");

    [Fact]
    public void Require_LibraryThatIsMissing_NamesItInOneLine()
    {
        string message = Assert.Throws<DllNotFoundException>(
            () => NativeLibraryFile.Require("onnxruntime-of-nobody", typeof(InferenceSession).Assembly, "ONNX Runtime")).Message;

        Assert.Contains("ONNX Runtime's native library", message, StringComparison.Ordinal);
        Assert.Contains("onnxruntime-of-nobody", message, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", message, StringComparison.Ordinal);
    }
}
