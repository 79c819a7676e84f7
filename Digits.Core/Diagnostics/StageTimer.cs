using System.Diagnostics;

namespace Digits.Core.Diagnostics;

/// <summary>
/// Times one stage, from <see cref="Start"/> to <see cref="Dispose"/>: in <see cref="DigitsMeter.StageDuration"/>, and as a span where
/// somebody traces. Where nobody does either it reads no clock.
/// </summary>
internal readonly struct StageTimer : IDisposable
{
    private readonly Stage _stage;
    private readonly Activity? _span;
    private readonly long _begun;

    private StageTimer(Stage stage)
    {
        _stage = stage;
        _span = DigitsActivitySource.Start(stage);
        _begun = Now;
    }

    /// <summary>The time, as <see cref="Stopwatch.GetTimestamp"/> says; 0 where nobody listens.</summary>
    public static long Now => DigitsMeter.StageDuration.Enabled || DigitsActivitySource.HasListeners ? Stopwatch.GetTimestamp() : 0;

    /// <summary>Begins a stage.</summary>
    public static StageTimer Start(Stage stage) => new(stage);

    /// <summary>Records a stage that began and ended at such times.</summary>
    public static void Record(Stage stage, long begun, long ended)
    {
        // Whoever began to listen in between has not seen the beginning.
        if (begun != 0)
        {
            DigitsMeter.StageDuration.Record(Stopwatch.GetElapsedTime(begun, ended).TotalSeconds, stage.Attribute);
        }
    }

    /// <summary>Ends the stage.</summary>
    public void Dispose()
    {
        _span?.Dispose();
        if (_begun != 0)
        {
            Record(_stage, _begun, Stopwatch.GetTimestamp());
        }
    }
}
