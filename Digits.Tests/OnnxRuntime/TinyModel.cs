using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Digits.Tests.OnnxRuntime;

/// <summary>Model files of one node with an output "y", whose answers are known exactly. Field numbers are onnx.proto's.</summary>
internal static class TinyModel
{
    public const int Width = 4;
    public const string Producer = "tiny";
    public const long Version = 42;
    public const string MetadataKey = "größe";
    public const string MetadataValue = "28×28";

    /// <summary>y = x + x, float32 [n, 4].</summary>
    public static byte[] Doubling() => Model(Node("Add", "x", "x"), FloatRows("y"), FloatRows("x"));

    /// <summary>y = x0 + x1 + ..., float32 [n, 4].</summary>
    public static byte[] Summing(params string[] inputs) =>
        Model(Node("Sum", inputs), FloatRows("y"), Array.ConvertAll(inputs, FloatRows));

    /// <summary>y = x, of any element type, [4].</summary>
    public static byte[] Identity(TensorElementType type) =>
        Model(Node("Identity", "x"), Value("y", Tensor(type, Dimension(Width))), Value("x", Tensor(type, Dimension(Width))));

    /// <summary>y = [x], a sequence of one tensor.</summary>
    public static byte[] SequenceOutput()
    {
        ProtobufMessage element = new ProtobufMessage().Message(1, Tensor(TensorElementType.Float, Rows()));
        ProtobufMessage sequence = new ProtobufMessage().Message(4, element);
        return Model(Node("SequenceConstruct", "x"), Value("y", sequence), FloatRows("x"));
    }

    /// <summary>y = x + w with w = 1, 2, 3, ...; float32.</summary>
    public static byte[] Weighted(int count)
    {
        var weights = new float[count];
        for (int i = 0; i < count; i++)
        {
            weights[i] = i + 1;
        }

        ProtobufMessage tensor = new ProtobufMessage()
            .Integer(1, count)
            .Integer(2, (long)TensorElementType.Float)
            .Text(8, "w")
            .Bytes(9, MemoryMarshal.AsBytes<float>(weights));
        ProtobufMessage type = Tensor(TensorElementType.Float, Dimension(count));
        return Model(Node("Add", "x", "w").Message(5, tensor), Value("y", type), Value("x", type));
    }

    private static byte[] Model(ProtobufMessage graph, ProtobufMessage output, params ReadOnlySpan<ProtobufMessage> inputs)
    {
        graph.Text(2, "tiny").Message(12, output);
        foreach (ProtobufMessage input in inputs)
        {
            graph.Message(11, input);
        }

        return new ProtobufMessage()
            .Integer(1, 8)
            .Text(2, Producer)
            .Integer(5, Version)
            .Message(7, graph)
            .Message(8, new ProtobufMessage().Text(1, "").Integer(2, 13))
            .Message(14, new ProtobufMessage().Text(1, MetadataKey).Text(2, MetadataValue))
            .ToArray();
    }

    private static ProtobufMessage Node(string operation, params ReadOnlySpan<string> inputs)
    {
        var node = new ProtobufMessage();
        foreach (string input in inputs)
        {
            node.Text(1, input);
        }

        return new ProtobufMessage().Message(1, node.Text(2, "y").Text(4, operation));
    }

    private static ProtobufMessage FloatRows(string name) => Value(name, Tensor(TensorElementType.Float, Rows()));

    private static ProtobufMessage Rows() =>
        new ProtobufMessage().Message(1, new ProtobufMessage().Text(2, "n")).Message(1, new ProtobufMessage().Integer(1, Width));

    private static ProtobufMessage Dimension(long size) => new ProtobufMessage().Message(1, new ProtobufMessage().Integer(1, size));

    private static ProtobufMessage Tensor(TensorElementType type, ProtobufMessage shape) =>
        new ProtobufMessage().Message(1, new ProtobufMessage().Integer(1, (long)type).Message(2, shape));

    private static ProtobufMessage Value(string name, ProtobufMessage type) => new ProtobufMessage().Text(1, name).Message(2, type);
}
