using System.IO.Pipelines;
using System.Net.Sockets;

namespace Digits.Api.Hosting.Connections;

/// <summary>What the server sends. Passes everything on as it is, but for the end of a connection that was idle.</summary>
/// <remarks>
/// Of that the client learns by the server's own way some threads later, milliseconds on a busy machine, in which it may send a request
/// that nobody reads. So it is told here and now.
/// </remarks>
internal sealed class WatchedOutput(PipeWriter inner, WatchedInput input, Socket? socket) : PipeWriter
{
    public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

    public override long UnflushedBytes => inner.UnflushedBytes;

    public override Memory<byte> GetMemory(int sizeHint = 0) => inner.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => inner.GetSpan(sizeHint);

    public override void Advance(int bytes) => inner.Advance(bytes);

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => inner.FlushAsync(cancellationToken);

    public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default) =>
        inner.WriteAsync(source, cancellationToken);

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    public override void Complete(Exception? exception = null)
    {
        TellOfIdleEnd();
        inner.Complete(exception);
    }

    public override ValueTask CompleteAsync(Exception? exception = null)
    {
        TellOfIdleEnd();
        return inner.CompleteAsync(exception);
    }

    /// <summary>The last answer was sent long ago where the server was waiting before it ended.</summary>
    private void TellOfIdleEnd()
    {
        if (socket is null || !input.WasLetGo)
        {
            return;
        }

        try
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // It has ended already.
        }
    }
}
