namespace Microsoft.ML.OnnxRuntime.Native;

/// <summary>Sessions and their runs.</summary>
internal static unsafe partial class OrtApi
{
    public static nint CreateSession(nint env, string path, nint options)
    {
        // The path is a string of ORTCHAR_T: UTF-16 on Windows, UTF-8 elsewhere.
        if (OperatingSystem.IsWindows())
        {
            fixed (char* wide = path)
            {
                return CreateSession(env, (nint)wide, options);
            }
        }

        using Utf8 utf8 = new(path);
        return CreateSession(env, utf8.Pointer, options);
    }

    public static nint CreateSessionFromArray(nint env, ReadOnlySpan<byte> model, nint options)
    {
        nint session;
        fixed (byte* bytes = model)
        {
            ThrowIfFailed(((delegate* unmanaged<nint, byte*, nuint, nint, nint*, nint>)At(OrtSlot.CreateSessionFromArray))(
                env, bytes, (nuint)model.Length, options, &session));
        }

        return session;
    }

    public static void ReleaseSession(nint session) => Release(OrtSlot.ReleaseSession, session);

    /// <summary>Runs the model; names and values stand in the same order, and no output value is null.</summary>
    public static void Run(
        nint session, nint runOptions,
        ReadOnlySpan<nint> inputNames, ReadOnlySpan<nint> inputs, ReadOnlySpan<nint> outputNames, Span<nint> outputs)
    {
        fixed (nint* inNames = inputNames, inValues = inputs, outNames = outputNames, outValues = outputs)
        {
            ThrowIfFailed(((delegate* unmanaged<nint, nint, nint*, nint*, nuint, nint*, nuint, nint*, nint>)At(OrtSlot.Run))(
                session, runOptions, inNames, inValues, (nuint)inputs.Length, outNames, (nuint)outputs.Length, outValues));
        }
    }

    public static nint CreateIoBinding(nint session)
    {
        nint binding;
        ThrowIfFailed(((delegate* unmanaged<nint, nint*, nint>)At(OrtSlot.CreateIoBinding))(session, &binding));
        return binding;
    }

    public static void ReleaseIoBinding(nint binding) => Release(OrtSlot.ReleaseIoBinding, binding);

    public static void BindInput(nint binding, nint name, nint value) => Bind(OrtSlot.BindInput, binding, name, value);

    public static void BindOutput(nint binding, nint name, nint value) => Bind(OrtSlot.BindOutput, binding, name, value);

    public static void RunWithBinding(nint session, nint runOptions, nint binding) =>
        ThrowIfFailed(((delegate* unmanaged<nint, nint, nint, nint>)At(OrtSlot.RunWithBinding))(session, runOptions, binding));

    private static nint CreateSession(nint env, nint path, nint options)
    {
        nint session;
        ThrowIfFailed(((delegate* unmanaged<nint, nint, nint, nint*, nint>)At(OrtSlot.CreateSession))(env, path, options, &session));
        return session;
    }

    private static void Bind(OrtSlot slot, nint binding, nint name, nint value) =>
        ThrowIfFailed(((delegate* unmanaged<nint, nint, nint, nint>)At(slot))(binding, name, value));
}
