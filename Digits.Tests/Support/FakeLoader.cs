using Digits.Core.Inference;

namespace Digits.Tests.Support;

/// <summary>Makes sessions without a model file.</summary>
internal sealed class FakeLoader(Func<ModelFile, IModelSession> make) : IModelLoader
{
    private int _loads;

    public FakeLoader()
        : this(_ => new FakeSession(256))
    {
    }

    /// <summary>How many models were loaded.</summary>
    public int Loads => _loads;

    public SessionPool Load(ModelFile file, int sessions, int maxBatchSize, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _loads);
        return new SessionPool([.. Enumerable.Range(0, sessions).Select(_ => make(file))]);
    }
}
