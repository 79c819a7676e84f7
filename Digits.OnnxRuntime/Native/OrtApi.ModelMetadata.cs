namespace Microsoft.ML.OnnxRuntime.Native;

/// <summary>What a model file tells about itself.</summary>
internal static unsafe partial class OrtApi
{
    public static nint GetModelMetadata(nint session)
    {
        nint metadata;
        ThrowIfFailed(((delegate* unmanaged<nint, nint*, nint>)At(OrtSlot.SessionGetModelMetadata))(session, &metadata));
        return metadata;
    }

    public static void ReleaseModelMetadata(nint metadata) => Release(OrtSlot.ReleaseModelMetadata, metadata);

    public static string GetProducerName(nint metadata)
    {
        nint allocator = DefaultAllocator();
        nint name;
        ThrowIfFailed(((delegate* unmanaged<nint, nint, nint*, nint>)At(OrtSlot.ModelMetadataGetProducerName))(metadata, allocator, &name));
        return TakeString(allocator, name);
    }

    public static long GetModelVersion(nint metadata)
    {
        long version;
        ThrowIfFailed(((delegate* unmanaged<nint, long*, nint>)At(OrtSlot.ModelMetadataGetVersion))(metadata, &version));
        return version;
    }

    public static string[] GetCustomMetadataKeys(nint metadata)
    {
        nint allocator = DefaultAllocator();
        nint* keys;
        long count;
        ThrowIfFailed(
            ((delegate* unmanaged<nint, nint, nint**, long*, nint>)At(OrtSlot.ModelMetadataGetCustomMetadataMapKeys))(
                metadata, allocator, &keys, &count));
        if (count == 0)
        {
            return [];
        }

        var copies = new string[count];
        for (int i = 0; i < copies.Length; i++)
        {
            copies[i] = TakeString(allocator, keys[i]);
        }

        AllocatorFree(allocator, (nint)keys);
        return copies;
    }

    /// <summary>The value of a key that <see cref="GetCustomMetadataKeys"/> named.</summary>
    public static string LookupCustomMetadata(nint metadata, string key)
    {
        using Utf8 keyText = new(key);
        nint allocator = DefaultAllocator();
        nint value;
        ThrowIfFailed(
            ((delegate* unmanaged<nint, nint, nint, nint*, nint>)At(OrtSlot.ModelMetadataLookupCustomMetadataMap))(
                metadata, allocator, keyText.Pointer, &value));
        return value == 0 ? "" : TakeString(allocator, value);
    }
}
