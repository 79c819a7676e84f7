using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime.Native;

/// <summary>Owns a native session. The session borrows the environment, which therefore lives at least as long.</summary>
internal sealed class SessionHandle : SafeHandle
{
    private readonly OrtEnv _env;

    private SessionHandle(OrtEnv env)
        : base(0, ownsHandle: true) => _env = env;

    public override bool IsInvalid => handle == 0;

    public static SessionHandle FromFile(OrtEnv env, string path, SessionOptions options)
    {
        using HandleLease environment = new(env);
        using HandleLease settings = new(options);
        return Own(OrtApi.CreateSession(environment.Pointer, path, settings.Pointer), env);
    }

    public static SessionHandle FromBytes(OrtEnv env, ReadOnlySpan<byte> model, SessionOptions options)
    {
        using HandleLease environment = new(env);
        using HandleLease settings = new(options);
        return Own(OrtApi.CreateSessionFromArray(environment.Pointer, model, settings.Pointer), env);
    }

    protected override bool ReleaseHandle()
    {
        OrtApi.ReleaseSession(handle);
        _env.DangerousRelease();
        return true;
    }

    private static SessionHandle Own(nint session, OrtEnv env)
    {
        // The caller holds a lease on the environment, so this one cannot fail.
        bool added = false;
        env.DangerousAddRef(ref added);
        var owner = new SessionHandle(env);
        owner.SetHandle(session);
        return owner;
    }
}
