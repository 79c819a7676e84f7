using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Digits.Tests.OnnxRuntime;

public sealed class OrtValueTests
{
    public static TheoryData<string, long[]> UnusableShapes => new()
    {
        { "too many elements", [2, 4] },
        { "negative", [-1, 4] },
        { "product overflows", [long.MaxValue, 2] },
    };

    [Fact]
    public void MutableSpan_Written_ChangesTheArray()
    {
        float[] data = [1, 2, 3, 4];
        using OrtValue value = OrtValue.CreateTensorValueFromMemory(data, [2, 2]);

        value.GetTensorMutableDataAsSpan<float>()[3] = 9;

        Assert.Equal([1f, 2f, 3f, 9f], data);
    }

    [Fact]
    public void DataSpan_ShapeSmallerThanTheMemory_HasTheShapesElements()
    {
        using OrtValue value = OrtValue.CreateTensorValueFromMemory(new float[] { 1, 2, 3, 4 }, [1, 3]);

        Assert.Equal([1f, 2f, 3f], value.GetTensorDataAsSpan<float>().ToArray());
    }

    [Fact]
    public void DataSpan_AsBytes_HasEveryByte()
    {
        using OrtValue value = OrtValue.CreateTensorValueFromMemory(new short[] { 0x0102, 0x0304 }, [2]);

        Assert.Equal([0x02, 0x01, 0x04, 0x03], value.GetTensorDataAsSpan<byte>().ToArray());
    }

    [Fact]
    public void DataSpan_OtherType_Throws()
    {
        using OrtValue value = OrtValue.CreateTensorValueFromMemory(new float[4], [4]);

        OnnxRuntimeException e = Assert.Throws<OnnxRuntimeException>(() => value.GetTensorDataAsSpan<int>().Length);

        Assert.Contains("Float", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(UnusableShapes))]
    public void Create_UnusableShape_Throws(string reason, long[] shape)
    {
        OnnxRuntimeException e = Assert.Throws<OnnxRuntimeException>(() => OrtValue.CreateTensorValueFromMemory(new float[4], shape));

        Assert.True(e.Message.Contains(string.Join(", ", shape), StringComparison.Ordinal), $"{reason}: {e.Message}");
    }

    [Fact]
    public void Create_UnsupportedElement_Throws() =>
        Assert.Throws<OnnxRuntimeException>(() => OrtValue.CreateTensorValueFromMemory(new char[4], [4]));

    [Fact]
    public void CreateWithData_NativeMemory_ReadsIt()
    {
        nint memory = Marshal.AllocHGlobal(2 * sizeof(float));
        try
        {
            Marshal.Copy(new float[] { 5, 6 }, 0, memory, 2);
            using OrtValue value = OrtValue.CreateTensorValueWithData(
                OrtMemoryInfo.DefaultInstance, TensorElementType.Float, [2], memory, 2 * sizeof(float));

            Assert.Equal([5f, 6f], value.GetTensorDataAsSpan<float>().ToArray());
        }
        finally
        {
            Marshal.FreeHGlobal(memory);
        }
    }

    [Fact]
    public void CreateWithData_TooFewBytes_Throws() =>
        Assert.Throws<OnnxRuntimeException>(
            () => OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, TensorElementType.Float, [2], 64, 7));

    [Fact]
    public void CreateWithData_Text_Throws() =>
        Assert.Throws<OnnxRuntimeException>(
            () => OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, TensorElementType.String, [1], 64, 8));

    [Fact]
    public void Span_Disposed_Throws()
    {
        OrtValue value = OrtValue.CreateTensorValueFromMemory(new float[4], [4]);
        value.Dispose();

        Assert.Throws<ObjectDisposedException>(() => value.GetTensorDataAsSpan<float>().Length);
    }

    [Fact]
    public void Memory_WhileTheValueLives_IsPinnedOnce()
    {
        var memory = new PinCountingMemory(1, 2);
        using OrtValue value = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, memory.Memory, [2]);

        Assert.Equal(1, memory.Pins);
    }

    [Fact]
    public void Memory_ValueDisposedTwice_IsUnpinnedOnce()
    {
        var memory = new PinCountingMemory(1, 2);
        OrtValue value = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, memory.Memory, [2]);

        value.Dispose();
        value.Dispose();

        Assert.Equal(0, memory.Pins);
    }

    [Fact]
    public void Array_HeapCompacted_StaysWhereTheValueLooks()
    {
        // What is allocated before the array and dies leaves the room into which compaction would move it.
        float[] data = ArrayAfterGarbage();
        using OrtValue value = OrtValue.CreateTensorValueFromMemory(data, [4]);

        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        data[0] = 7;

        Assert.Equal(7, value.GetTensorDataAsSpan<float>()[0]);
        Assert.True(value.GetTensorDataAsSpan<float>().Overlaps(data, out int offset));
        Assert.Equal(0, offset);
    }

    [Fact]
    public void Array_ValueDisposed_CanBeCollected()
    {
        WeakReference array = ArrayOfADisposedValue();

        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);

        Assert.False(array.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static float[] ArrayAfterGarbage()
    {
        var garbage = new byte[200][];
        for (int i = 0; i < garbage.Length; i++)
        {
            garbage[i] = new byte[1000];
        }

        return [1, 2, 3, 4];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference ArrayOfADisposedValue()
    {
        var data = new float[4];
        OrtValue.CreateTensorValueFromMemory(data, [4]).Dispose();
        return new WeakReference(data);
    }
}
