namespace Microsoft.ML.OnnxRuntime; internal static class X { }
