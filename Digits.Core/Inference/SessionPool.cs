namespace Digits.Core.Inference;

/// <summary>The sessions of one model, and whatever they share, which is released after them.</summary>
internal sealed class SessionPool(IReadOnlyList<IModelSession> sessions, IDisposable? shared = null) : IDisposable
{
    public IReadOnlyList<IModelSession> Sessions { get; } = sessions;

    public void Dispose()
    {
        foreach (IModelSession session in Sessions)
        {
            session.Dispose();
        }

        shared?.Dispose();
    }
}
