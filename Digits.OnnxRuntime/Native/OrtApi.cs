using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Microsoft.ML.OnnxRuntime.Native;

/// <summary>The C API of ONNX Runtime as typed static methods, one for each slot of its function table.</summary>
/// <remarks>
/// Thread-safe. Pointers go in and out as nint; who calls keeps the owning handle alive with a <see cref="HandleLease"/>. Every method
/// that can fail throws <see cref="OnnxRuntimeException"/>.
/// </remarks>
internal static unsafe partial class OrtApi
{
    private static readonly Lock Loading = new();

    // Not a static initialiser: its failure would reach the caller as a TypeInitializationException that hides the reason.
    private static nint _table;
    private static nint _apiBase;

    public static string Version
    {
        get
        {
            EnsureLoaded();
            return OrtApiLoader.GetVersion(_apiBase);
        }
    }

    private static void* At(OrtSlot slot) => ((void**)EnsureLoaded())[(int)slot];

    private static nint EnsureLoaded()
    {
        nint table = Volatile.Read(ref _table);
        return table != 0 ? table : Load();
    }

    private static nint Load()
    {
        lock (Loading)
        {
            if (_table == 0)
            {
                _apiBase = OrtApiLoader.Load(OrtApiLoader.Folders());
                Volatile.Write(ref _table, OrtApiLoader.GetTable(_apiBase));
            }

            return _table;
        }
    }

    /// <summary>Turns a status into an exception and releases it; null means success.</summary>
    private static void ThrowIfFailed(nint status)
    {
        if (status != 0)
        {
            Throw(status);
        }
    }

    private static void Throw(nint status)
    {
        var code = (ErrorCode)((delegate* unmanaged<nint, int>)At(OrtSlot.GetErrorCode))(status);
        nint message = ((delegate* unmanaged<nint, nint>)At(OrtSlot.GetErrorMessage))(status);
        var exception = new OnnxRuntimeException(code, Marshal.PtrToStringUTF8(message) ?? "");
        ((delegate* unmanaged<nint, void>)At(OrtSlot.ReleaseStatus))(status);
        throw exception;
    }

    private static nint Create(OrtSlot slot)
    {
        nint created;
        ThrowIfFailed(((delegate* unmanaged<nint*, nint>)At(slot))(&created));
        return created;
    }

    private static void Release(OrtSlot slot, nint pointer) => ((delegate* unmanaged<nint, void>)At(slot))(pointer);

    /// <summary>Calls a function that takes its object and nothing else.</summary>
    private static void Apply(OrtSlot slot, nint target) => ThrowIfFailed(((delegate* unmanaged<nint, nint>)At(slot))(target));

    /// <summary>Calls a function that sets a C int or a C enum of its object.</summary>
    private static void Set(OrtSlot slot, nint target, int value) =>
        ThrowIfFailed(((delegate* unmanaged<nint, int, nint>)At(slot))(target, value));

    /// <summary>Zero-terminated UTF-8 for the length of one call.</summary>
    private readonly ref struct Utf8(string text) : IDisposable
    {
        private readonly byte* _bytes = Utf8StringMarshaller.ConvertToUnmanaged(text);

        public nint Pointer => (nint)_bytes;

        public void Dispose() => Utf8StringMarshaller.Free(_bytes);
    }
}
