namespace Digits.Tests.Support;

/// <summary>Holds a session inside its run until the test lets it go.</summary>
internal sealed class Gate : IDisposable
{
    /// <summary>Far above what any step takes, so that a test which would hang fails instead.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _entered = new(0);
    private readonly ManualResetEventSlim _open = new();

    /// <summary>For <see cref="FakeSession.OnRun"/>.</summary>
    public void Pass(int count)
    {
        _entered.Release();
        if (!_open.Wait(Patience))
        {
            throw new TimeoutException("The gate was never opened.");
        }
    }

    /// <summary>Ends once a run has begun.</summary>
    public async Task EnteredAsync() => Assert.True(await _entered.WaitAsync(Patience), "No run has begun.");

    public void Open() => _open.Set();

    public void Dispose()
    {
        _entered.Dispose();
        _open.Dispose();
    }
}
