using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Digits.Tests.OnnxRuntime;

public sealed class InferenceSessionTests
{
    private const int Side = 28;
    private const int Classes = 10;

    [Fact]
    public void Names_OfTheSoftmaxModel_AreImageAndLogits()
    {
        using var session = new InferenceSession(TestSession.SoftmaxPath);

        Assert.Equal(["image"], session.InputNames);
        Assert.Equal(["logits"], session.OutputNames);
    }

    [Fact]
    public void InputMetadata_OfTheSoftmaxModel_IsFloatImages()
    {
        using var session = new InferenceSession(TestSession.SoftmaxPath);

        NodeMetadata image = session.InputMetadata["image"];

        Assert.Equal(TensorElementType.Float, image.ElementDataType);
        Assert.Equal([-1, 1, Side, Side], image.Dimensions);
    }

    [Fact]
    public void OutputMetadata_OfTheSoftmaxModel_IsFloatLogits()
    {
        using var session = new InferenceSession(TestSession.SoftmaxPath);

        NodeMetadata logits = session.OutputMetadata["logits"];

        Assert.Equal(TensorElementType.Float, logits.ElementDataType);
        Assert.Equal([-1, Classes], logits.Dimensions);
    }

    [Fact]
    public void SymbolicDimensions_OneDimensionNamed_AreItsNameAndEmpty()
    {
        using var session = new InferenceSession(TinyModel.Doubling());

        Assert.Equal(["n", ""], session.InputMetadata["x"].SymbolicDimensions);
    }

    [Theory]
    [InlineData(TensorElementType.UInt8)]
    [InlineData(TensorElementType.Int64)]
    [InlineData(TensorElementType.Double)]
    public void ElementDataType_OfAnyType_IsTheModels(TensorElementType type)
    {
        using var session = new InferenceSession(TinyModel.Identity(type));

        Assert.Equal(type, session.OutputMetadata["y"].ElementDataType);
    }

    [Fact]
    public void ModelMetadata_WrittenInTheFile_IsRead()
    {
        using var session = new InferenceSession(TinyModel.Doubling());

        ModelMetadata metadata = session.ModelMetadata;

        Assert.Equal((TinyModel.Producer, TinyModel.Version), (metadata.ProducerName, metadata.Version));
        Assert.Equal(KeyValuePair.Create(TinyModel.MetadataKey, TinyModel.MetadataValue), Assert.Single(metadata.CustomMetadataMap));
    }

    [Fact]
    public void CustomMetadataMap_FileHasNone_IsEmpty()
    {
        using var session = new InferenceSession(TestSession.SoftmaxPath);

        Assert.Empty(session.ModelMetadata.CustomMetadataMap);
    }

    [Fact]
    public void Constructor_PathAndBytesOfOneModel_AnswerTheSame()
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1 };
        using var fromPath = new InferenceSession(TestSession.SoftmaxPath, options);
        using var fromBytes = new InferenceSession(File.ReadAllBytes(TestSession.SoftmaxPath), options);

        Assert.Equal(Logits(fromPath, 0.5f), Logits(fromBytes, 0.5f));
    }

    [Fact]
    public void Constructor_NoSuchFile_Throws()
    {
        OnnxRuntimeException e = Assert.Throws<OnnxRuntimeException>(() => new InferenceSession("no-such-model.onnx"));

        Assert.Contains("no-such-model.onnx", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_BytesAreNoModel_ThrowsWithAMessage()
    {
        OnnxRuntimeException e = Assert.Throws<OnnxRuntimeException>(() => new InferenceSession("not a model"u8.ToArray()));

        Assert.Matches(@"^\[ErrorCode:\w+\] .+", e.Message);
    }

    [Fact]
    public void Constructor_NoBytes_Throws() =>
        Assert.Throws<OnnxRuntimeException>(() => new InferenceSession(Array.Empty<byte>()));

    [Fact]
    public void Constructor_ModelCutOff_Throws()
    {
        byte[] model = File.ReadAllBytes(TestSession.SoftmaxPath);

        Assert.Throws<OnnxRuntimeException>(() => new InferenceSession(model[..(model.Length / 2)]));
    }

    [Fact]
    public void Constructor_OutputIsASequence_NamesIt()
    {
        OnnxRuntimeException e = Assert.Throws<OnnxRuntimeException>(() => new InferenceSession(TinyModel.SequenceOutput()));

        Assert.Contains("output 'y'", e.Message, StringComparison.Ordinal);
    }

    private static float[] Logits(InferenceSession session, float pixel)
    {
        var image = new float[Side * Side];
        Array.Fill(image, pixel);
        var logits = new float[Classes];
        using var options = new RunOptions();
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(image, [1, 1, Side, Side]);
        using OrtValue output = OrtValue.CreateTensorValueFromMemory(logits, [1, Classes]);
        session.Run(options, session.InputNames, [input], session.OutputNames, [output]);
        return logits;
    }
}
