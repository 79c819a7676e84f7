using System.Diagnostics;

namespace Digits.Core.Diagnostics;

/// <summary>The library's spans, one for each <see cref="Stage"/>, below whatever activity the caller has.</summary>
/// <remarks>Thread-safe. Without a caller's activity, where that is not sampled, or where nobody listens, no span is made.</remarks>
internal static class DigitsActivitySource
{
    /// <summary>The source's name.</summary>
    public const string Name = DigitsMeter.Name;

    private static readonly ActivitySource Source = new(Name);

    /// <summary>Whether somebody listens. Whoever works for several requests at once cannot know which of them are traced.</summary>
    public static bool HasListeners => Source.HasListeners();

    /// <summary>Whether a span that is started now would go anywhere.</summary>
    public static bool IsTracing => Source.HasListeners() && Activity.Current is { IsAllDataRequested: true };

    /// <summary>Starts a stage's span; null where it would go nowhere.</summary>
    public static Activity? Start(Stage stage) => IsTracing ? Source.StartActivity(stage.Span) : null;

    /// <summary>Makes the span of what has happened already; null where it would go nowhere.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="begun">When it began, as <see cref="Stopwatch.GetTimestamp"/> says.</param>
    /// <param name="ended">When it ended.</param>
    public static Activity? Add(Stage stage, long begun, long ended)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        long ticks = Stopwatch.GetTimestamp();
        Activity? span = IsTracing
            ? Source.StartActivity(stage.Span, ActivityKind.Internal, default(ActivityContext), startTime: now - Stopwatch.GetElapsedTime(begun, ticks))
            : null;
        return span?.SetEndTime((now - Stopwatch.GetElapsedTime(ended, ticks)).UtcDateTime);
    }
}
