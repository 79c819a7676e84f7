namespace Microsoft.ML.OnnxRuntime.Native;

/// <summary>Leases the values of one run together, without an allocation.</summary>
internal readonly ref struct ValueLeases : IDisposable
{
    private readonly ReadOnlySpan<OrtValue> _values;

    /// <summary>Leases all of the values, or none of them when it throws.</summary>
    /// <param name="values">Unchanged until this is disposed: what was leased is released by the same references.</param>
    /// <param name="pointers">Receives the native values, in order; as long as <paramref name="values"/>.</param>
    public ValueLeases(ReadOnlySpan<OrtValue> values, Span<nint> pointers)
    {
        int leased = 0;
        try
        {
            for (; leased < values.Length; leased++)
            {
                bool added = false;
                OrtValue value = values[leased] ?? throw new ArgumentException("A value is null.", nameof(values));
                ValueHandle handle = value.Handle;
                handle.DangerousAddRef(ref added);
                pointers[leased] = handle.DangerousGetHandle();
            }
        }
        catch
        {
            Release(values[..leased]);
            throw;
        }

        _values = values;
    }

    public void Dispose() => Release(_values);

    private static void Release(ReadOnlySpan<OrtValue> values)
    {
        foreach (OrtValue value in values)
        {
            value.Handle.DangerousRelease();
        }
    }
}
