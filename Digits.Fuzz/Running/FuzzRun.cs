using System.Diagnostics;
using System.Text;
using Digits.Fuzz.Bodies;
using Digits.Fuzz.Requests;

namespace Digits.Fuzz.Running;

/// <summary>
/// Sends cases to a service, one after the other on each worker's connection. Where another request may follow a case on its connection, a
/// sound one does, and is to be answered right; now and then sound pictures of every format are sent besides.
/// </summary>
/// <param name="service">The service's address.</param>
/// <param name="seed">Of all cases.</param>
/// <param name="deadline">How long an answer may take before it counts as a hang.</param>
internal sealed class FuzzRun(Uri service, int seed, TimeSpan deadline)
{
    private const int CasesBetweenPictures = 50;

    private static readonly byte[] SoundPixels = Sound("raw", SoundPictures.SevenPixels);

    public Tally Tally { get; } = new();

    /// <summary>Told of each failure as it happens; null to tell nobody.</summary>
    public Action<FuzzFailure>? OnFailure { get; init; }

    /// <summary>Told of each case with its answer, null where there was none, before it is judged; null to tell nobody.</summary>
    public Action<FuzzCase, HttpAnswer?>? OnAnswer { get; init; }

    /// <summary>Sends the cases from one number on.</summary>
    /// <param name="first">The first number.</param>
    /// <param name="count">How many.</param>
    /// <param name="workers">How many at once.</param>
    /// <param name="cancellationToken">Ends the run after the cases that are under way.</param>
    public async Task RunAsync(long first, long count, int workers, CancellationToken cancellationToken)
    {
        long next = first - 1;
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(
            async () =>
            {
                Connection? connection = null;
                while (!cancellationToken.IsCancellationRequested && Interlocked.Increment(ref next) is var number && number < first + count)
                {
                    connection = await SendAsync(CaseMaker.Make(seed, number), connection);
                }

                connection?.Dispose();
            },
            CancellationToken.None)));
    }

    /// <summary>Sends one case.</summary>
    /// <returns>The connection, where another case may follow on it.</returns>
    private async Task<Connection?> SendAsync(FuzzCase one, Connection? connection)
    {
        using var limit = new CancellationTokenSource(deadline);
        long started = Stopwatch.GetTimestamp();
        HttpAnswer? answer = null;
        TimeSpan took = deadline;
        string? fault;
        try
        {
            connection ??= await Connection.OpenAsync(service, limit.Token);
            await connection.SendAsync(one.Request, one.Piece, limit.Token);
            if (!one.KeepsFraming)
            {
                connection.EndSending();
            }

            answer = await connection.ReadAsync(limit.Token);
            took = Stopwatch.GetElapsedTime(started);
            OnAnswer?.Invoke(one, answer);
            fault = AnswerRules.Fault(one, answer) ?? await FollowingFaultAsync(one, answer, connection, limit.Token);
        }
        catch (OperationCanceledException)
        {
            fault = "No answer before the deadline.";
        }
        catch (Exception error) when (error is InvalidDataException or System.Net.Sockets.SocketException)
        {
            fault = error.Message;
        }

        FuzzFailure? failure = fault is null ? null : new FuzzFailure(seed, one, $"{answer?.Status} {fault} {Start(answer)}");
        Tally.Add(one, answer?.Status ?? 0, took, failure);
        if (failure is not null)
        {
            OnFailure?.Invoke(failure);
        }

        if (failure is not null || !one.KeepsFraming || answer is null or { Closes: true })
        {
            connection?.Dispose();
            return null;
        }

        return connection;
    }

    /// <summary>What is wrong with the answers behind the case's own; null where nothing is.</summary>
    private async Task<string?> FollowingFaultAsync(FuzzCase one, HttpAnswer? answer, Connection connection, CancellationToken cancellationToken)
    {
        string? fault = null;
        while (!one.KeepsFraming && fault is null && answer is not null)
        {
            // What the server took for further requests.
            answer = await connection.ReadAsync(cancellationToken);
            fault = AnswerRules.Fault(one, answer);
        }

        if (fault is null && one.KeepsFraming && answer is { Closes: false })
        {
            await connection.SendAsync(SoundPixels, 0, cancellationToken);
            fault = AnswerRules.ProbeFault(7, await connection.ReadAsync(cancellationToken));
        }

        if (fault is null && one.Number % CasesBetweenPictures == 0)
        {
            (int digit, byte[] file) = SoundPictures.Sure[(int)(one.Number / CasesBetweenPictures % SoundPictures.Sure.Count)];
            using Connection fresh = await Connection.OpenAsync(service, cancellationToken);
            await fresh.SendAsync(Sound("image", file), 0, cancellationToken);
            fault = AnswerRules.ProbeFault(digit, await fresh.ReadAsync(cancellationToken));
        }

        return fault;
    }

    private static string Start(HttpAnswer? answer) => answer is null ? string.Empty : Encoding.UTF8.GetString(answer.Body.AsSpan(0, Math.Min(200, answer.Body.Length)));

    private static byte[] Sound(string endpoint, byte[] body) =>
        [.. Encoding.ASCII.GetBytes($"POST /predict/{endpoint} HTTP/1.1\r\nHost: fuzz\r\nContent-Type: application/octet-stream\r\nContent-Length: {body.Length}\r\n\r\n"), .. body];
}
