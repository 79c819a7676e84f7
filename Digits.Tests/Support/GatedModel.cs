using System.Threading.Channels;
using Digits.Core.Inference;

namespace Digits.Tests.Support;

/// <summary>A model that sees a seven in everything, and loads and runs only as far as a test lets it.</summary>
/// <remarks>Thread-safe. It holds nothing back until told to.</remarks>
internal sealed class GatedModel : IModelLoader
{
    private readonly Channel<int> _begun = Channel.CreateUnbounded<int>();
    private readonly Channel<string> _loadsBegun = Channel.CreateUnbounded<string>();
    private readonly TaskCompletionSource _loads = new();
    private readonly TaskCompletionSource _runs = new();
    private int _items;

    public GatedModel(bool holdsLoads = false, bool holdsRuns = false)
    {
        if (!holdsLoads)
        {
            _loads.SetResult();
        }

        if (!holdsRuns)
        {
            _runs.SetResult();
        }
    }

    /// <summary>What runs throw; null where they succeed.</summary>
    public Exception? Fault { get; set; }

    /// <summary>How many items the runs that have begun were given.</summary>
    public int Items => Volatile.Read(ref _items);

    /// <summary>Lets loads and runs pass, those that wait and those to come.</summary>
    public void Release()
    {
        _loads.TrySetResult();
        _runs.TrySetResult();
    }

    /// <summary>Waits for the next run to begin.</summary>
    public async Task RunBegunAsync() => await _begun.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>Waits for the next load to begin.</summary>
    public async Task LoadBegunAsync() => await _loadsBegun.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public SessionPool Load(ModelFile file, int sessions, int maxBatchSize, CancellationToken cancellationToken = default)
    {
        _loadsBegun.Writer.TryWrite(file.Manifest.Name);
        _loads.Task.Wait(cancellationToken);
        return new SessionPool([.. Enumerable.Range(0, sessions).Select(_ => new GatedSession(this, file.Manifest.Output.Shape[1], maxBatchSize))]);
    }

    /// <summary>Called by a session's run: counts it and waits until it may pass.</summary>
    public void Pass(int count)
    {
        Interlocked.Add(ref _items, count);
        _begun.Writer.TryWrite(count);
        _runs.Task.Wait();
        if (Fault is not null)
        {
            throw Fault;
        }
    }
}
