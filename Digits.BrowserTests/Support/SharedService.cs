[assembly: AssemblyFixture(typeof(Digits.BrowserTests.Support.SharedService))]

namespace Digits.BrowserTests.Support;

/// <summary>One service with the default options for all tests that change none; started by the first of them.</summary>
public sealed class SharedService : IAsyncDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private Service? _service;

    public async Task<Service> GetAsync()
    {
        await _one.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return _service ??= await Service.StartAsync(port: 0);
        }
        finally
        {
            _one.Release();
        }
    }

    public ValueTask DisposeAsync()
    {
        _service?.Dispose();
        _one.Dispose();
        return ValueTask.CompletedTask;
    }
}
