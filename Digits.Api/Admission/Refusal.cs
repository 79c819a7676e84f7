using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Digits.Api.Errors;
using Digits.Api.Hosting;
using Microsoft.AspNetCore.Connections.Features;

namespace Digits.Api.Admission;

/// <summary>The 429 of a full lane, at the least cost: <see cref="Problem.Overloaded"/> from bytes that lie ready.</summary>
/// <remarks>
/// Thread-safe. The connection is kept, because to make a new one costs more than to answer, and read again when
/// <see cref="RefusedConnections"/> says. What lies there by then was sent before the time that the refusal named.
/// </remarks>
internal sealed class Refusal
{
    private static readonly object Key = new();

    /// <summary>What is read so soon after a wait has come before its end.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(10);

    private static readonly string[] Seconds = [.. Enumerable.Range(0, 61).Select(Text)];

    private readonly RefusedConnections _connections;
    private readonly TimeProvider _clock;
    private readonly FailureLines _lines;
    private readonly byte[] _beforeId;
    private readonly byte[] _afterId;

    public Refusal(RefusedConnections connections, TimeProvider clock, FailureLines lines)
    {
        _connections = connections;
        _clock = clock;
        _lines = lines;
        const string Id = "#";
        string[] parts = Encoding.UTF8.GetString(Problem.Overloaded.Render(Id)).Split(Id);
        (_beforeId, _afterId) = (Encoding.UTF8.GetBytes(parts[0]), Encoding.UTF8.GetBytes(parts[1]));
    }

    /// <summary>Whether a request was sent while its connection was held. True once for each wait.</summary>
    public bool IsTooEarly(HttpContext context)
    {
        if (context.Features.Get<IConnectionItemsFeature>() is not { } connection
            || !connection.Items.TryGetValue(Key, out object? found)
            || found is not RefusedConnection { EarlyUntil: > 0 } refused)
        {
            return false;
        }

        bool isEarly = _clock.GetTimestamp() < refused.EarlyUntil;
        refused.EarlyUntil = 0;
        return isEarly;
    }

    /// <summary>Writes the refusal as the answer, and ends when the connection is to be read again.</summary>
    public async Task WriteAsync(HttpContext context, Lane lane)
    {
        string id = context.TraceIdentifier;
        int seconds = lane.RetryAfter(_connections.Seconds);
        HttpResponse response = context.Response;
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.Headers.RetryAfter = seconds < Seconds.Length ? Seconds[seconds] : Text(seconds);
        response.ContentType = Problem.ContentType;
        response.ContentLength = _beforeId.Length + id.Length + _afterId.Length;
        Write(response.BodyWriter, id);
        _lines.Write(context, Problem.Overloaded.Status, Problem.Overloaded.Slug, 0);
        await response.BodyWriter.FlushAsync(CancellationToken.None);
        if (context.Features.Get<IConnectionItemsFeature>() is { } connection)
        {
            RefusedConnection refused = Remember(connection.Items);

            // The answer is out: a client whose end comes now has left, though the request is not aborted by an end so soon after it.
            CancellationToken gone = context.Features.Get<IConnectionLifetimeFeature>()?.ConnectionClosed ?? context.RequestAborted;
            if (await _connections.WaitAsync(refused, gone))
            {
                refused.EarlyUntil = _clock.GetTimestamp() + (long)(_clock.TimestampFrequency * AtOnce.TotalSeconds);
            }
        }
    }

    private static RefusedConnection Remember(IDictionary<object, object?> items)
    {
        if (items.TryGetValue(Key, out object? refused))
        {
            return (RefusedConnection)refused!;
        }

        var first = new RefusedConnection();
        items[Key] = first;
        return first;
    }

    /// <summary>The id is of ASCII: ours, or a client's that <see cref="RequestIds"/> has looked at.</summary>
    private void Write(PipeWriter writer, string id)
    {
        int length = _beforeId.Length + id.Length + _afterId.Length;
        Span<byte> target = writer.GetSpan(length);
        _beforeId.CopyTo(target);
        Encoding.ASCII.GetBytes(id, target[_beforeId.Length..]);
        _afterId.CopyTo(target[(length - _afterId.Length)..]);
        writer.Advance(length);
    }

    private static string Text(int seconds) => seconds.ToString(CultureInfo.InvariantCulture);
}
