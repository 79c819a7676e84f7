using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime.Native;

/// <summary>What a session tells about its inputs and outputs.</summary>
internal static unsafe partial class OrtApi
{
    public static int GetInputCount(nint session) => (int)GetCount(OrtSlot.SessionGetInputCount, session);

    public static int GetOutputCount(nint session) => (int)GetCount(OrtSlot.SessionGetOutputCount, session);

    public static string GetInputName(nint session, int index) => GetName(OrtSlot.SessionGetInputName, session, index);

    public static string GetOutputName(nint session, int index) => GetName(OrtSlot.SessionGetOutputName, session, index);

    public static nint GetInputTypeInfo(nint session, int index) => GetTypeInfo(OrtSlot.SessionGetInputTypeInfo, session, index);

    public static nint GetOutputTypeInfo(nint session, int index) => GetTypeInfo(OrtSlot.SessionGetOutputTypeInfo, session, index);

    public static void ReleaseTypeInfo(nint typeInfo) => Release(OrtSlot.ReleaseTypeInfo, typeInfo);

    /// <summary>The tensor part of a type, owned by it; null when the type is a sequence, a map or an optional.</summary>
    public static nint CastTypeInfoToTensorInfo(nint typeInfo)
    {
        nint tensorInfo;
        ThrowIfFailed(((delegate* unmanaged<nint, nint*, nint>)At(OrtSlot.CastTypeInfoToTensorInfo))(typeInfo, &tensorInfo));
        return tensorInfo;
    }

    public static TensorElementType GetTensorElementType(nint tensorInfo)
    {
        int type;
        ThrowIfFailed(((delegate* unmanaged<nint, int*, nint>)At(OrtSlot.GetTensorElementType))(tensorInfo, &type));
        return (TensorElementType)type;
    }

    /// <summary>The shape, with -1 for each dimension that is only known at the run.</summary>
    public static long[] GetDimensions(nint tensorInfo)
    {
        var dimensions = new long[(int)GetCount(OrtSlot.GetDimensionsCount, tensorInfo)];
        fixed (long* values = dimensions)
        {
            ThrowIfFailed(((delegate* unmanaged<nint, long*, nuint, nint>)At(OrtSlot.GetDimensions))(
                tensorInfo, values, (nuint)dimensions.Length));
        }

        return dimensions;
    }

    /// <summary>The names of the dimensions, empty for those that have none.</summary>
    public static string[] GetSymbolicDimensions(nint tensorInfo, int rank)
    {
        // The strings belong to the type information.
        var names = new nint[rank];
        fixed (nint* values = names)
        {
            ThrowIfFailed(((delegate* unmanaged<nint, nint*, nuint, nint>)At(OrtSlot.GetSymbolicDimensions))(
                tensorInfo, values, (nuint)rank));
        }

        return Array.ConvertAll(names, name => Marshal.PtrToStringUTF8(name) ?? "");
    }

    private static nuint GetCount(OrtSlot slot, nint target)
    {
        nuint count;
        ThrowIfFailed(((delegate* unmanaged<nint, nuint*, nint>)At(slot))(target, &count));
        return count;
    }

    private static string GetName(OrtSlot slot, nint session, int index)
    {
        nint allocator = DefaultAllocator();
        nint name;
        ThrowIfFailed(((delegate* unmanaged<nint, nuint, nint, nint*, nint>)At(slot))(session, (nuint)index, allocator, &name));
        return TakeString(allocator, name);
    }

    private static nint GetTypeInfo(OrtSlot slot, nint session, int index)
    {
        nint typeInfo;
        ThrowIfFailed(((delegate* unmanaged<nint, nuint, nint*, nint>)At(slot))(session, (nuint)index, &typeInfo));
        return typeInfo;
    }

    /// <summary>Copies a string that the library allocated for the caller, and frees it.</summary>
    private static string TakeString(nint allocator, nint text)
    {
        string copy = Marshal.PtrToStringUTF8(text) ?? "";
        AllocatorFree(allocator, text);
        return copy;
    }
}
