using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Native;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>The values of a session's inputs and outputs, named once for many runs.</summary>
/// <remarks>
/// Made by <see cref="InferenceSession.CreateIoBinding"/>; for one thread at a time. A bound value stays alive, and its memory pinned,
/// until another takes its place or the binding is disposed; so does the session.
/// </remarks>
public sealed class OrtIoBinding : SafeHandle
{
    private readonly SessionHandle _session;
    private readonly NameTable _inputNames;
    private readonly NameTable _outputNames;
    private readonly Dictionary<nint, ValueHandle> _values = [];

    internal OrtIoBinding(SessionHandle session, NameTable inputNames, NameTable outputNames)
        : base(0, ownsHandle: true)
    {
        _inputNames = inputNames;
        _outputNames = outputNames;
        _session = session;
        bool leased = false;
        session.DangerousAddRef(ref leased);
        try
        {
            SetHandle(OrtApi.CreateIoBinding(session.DangerousGetHandle()));
        }
        catch
        {
            session.DangerousRelease();
            throw;
        }
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>Says from which value the runs to come read an input.</summary>
    /// <exception cref="OnnxRuntimeException">The model has no such input, or ONNX Runtime refuses the value.</exception>
    /// <exception cref="ObjectDisposedException">The binding or the value is disposed.</exception>
    public void BindInput(string name, OrtValue ortValue)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(ortValue);
        using HandleLease binding = new(this);
        using HandleLease value = new(ortValue.Handle);
        nint text = _inputNames[name];
        OrtApi.BindInput(binding.Pointer, text, value.Pointer);
        Hold(text, ortValue.Handle);
    }

    /// <summary>Says to which value the runs to come write an output.</summary>
    /// <exception cref="OnnxRuntimeException">The model has no such output, or ONNX Runtime refuses the value.</exception>
    /// <exception cref="ObjectDisposedException">The binding or the value is disposed.</exception>
    public void BindOutput(string name, OrtValue ortValue)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(ortValue);
        using HandleLease binding = new(this);
        using HandleLease value = new(ortValue.Handle);
        nint text = _outputNames[name];
        OrtApi.BindOutput(binding.Pointer, text, value.Pointer);
        Hold(text, ortValue.Handle);
    }

    internal bool IsOf(SessionHandle session) => ReferenceEquals(_session, session);

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        OrtApi.ReleaseIoBinding(handle);
        foreach (ValueHandle value in _values.Values)
        {
            value.DangerousRelease();
        }

        _session.DangerousRelease();
        return true;
    }

    // The name's address is the key: an input and an output may share a name, never an address.
    private void Hold(nint name, ValueHandle value)
    {
        bool leased = false;
        value.DangerousAddRef(ref leased);
        if (_values.Remove(name, out ValueHandle? previous))
        {
            previous.DangerousRelease();
        }

        _values.Add(name, value);
    }
}
