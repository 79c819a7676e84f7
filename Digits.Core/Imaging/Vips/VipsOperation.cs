using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Digits.Core.Imaging.Vips.Interop;

namespace Digits.Core.Imaging.Vips;

/// <summary>One libvips operation on its way from arguments to the image it gives.</summary>
/// <remarks>
/// Operations are named and set as libvips' introspection names them. Used by one thread. An argument that the operation does not
/// know is a defect of this folder, not of a file, so that it throws.
/// </remarks>
internal sealed class VipsOperation : IDisposable
{
    private readonly VipsOperationHandle _operation;

    public VipsOperation(string nickname)
    {
        _operation = VipsOperationNative.Create(nickname);
        if (_operation.IsInvalid)
        {
            throw new InvalidOperationException($"This build of libvips has no operation {nickname}.");
        }
    }

    /// <summary>Sets a number, truth value or enumeration by its text.</summary>
    public VipsOperation With(string name, string value) =>
        VipsOperationNative.SetArgument(_operation, name, value) == 0
            ? this
            : throw new InvalidOperationException($"libvips refuses {name}={value}.");

    /// <summary>Sets an input image.</summary>
    public VipsOperation With(string name, VipsImageHandle image)
    {
        GValue value = default;
        GObjectNative.InitValue(ref value, VipsImageNative.Type());
        GObjectNative.SetImage(ref value, image);
        GObjectNative.SetProperty(_operation, name, in value);
        GObjectNative.UnsetValue(ref value);
        return this;
    }

    /// <summary>Sets an input buffer, which must stay pinned for as long as the operation's image lives.</summary>
    public unsafe VipsOperation With(string name, MemoryHandle pinned, int length)
    {
        using VipsBlobHandle blob = VipsOperationNative.CreateBlob(0, pinned.Pointer, (nuint)length);
        GValue value = default;
        GObjectNative.InitValue(ref value, VipsOperationNative.BlobType());
        GObjectNative.SetBlob(ref value, blob);
        GObjectNative.SetProperty(_operation, name, in value);
        GObjectNative.UnsetValue(ref value);
        return this;
    }

    /// <summary>Builds the operation; no pixel is computed yet.</summary>
    /// <param name="image">The image it gives, to be disposed, when this method returns true; it keeps its inputs alive.</param>
    /// <returns>False when the inputs cannot be used, as with a damaged header.</returns>
    public bool TryRun([NotNullWhen(true)] out VipsImageHandle? image)
    {
        image = null;
        if (VipsOperationNative.Build(_operation) == 0)
        {
            GValue value = default;
            GObjectNative.InitValue(ref value, VipsImageNative.Type());
            GObjectNative.GetProperty(_operation, "out", ref value);
            image = GObjectNative.CopyImage(in value);
            GObjectNative.UnsetValue(ref value);
        }
        else
        {
            VipsNative.ClearErrors();
        }

        VipsOperationNative.UnrefOutputs(_operation);
        return image is not null;
    }

    public void Dispose() => _operation.Dispose();
}
