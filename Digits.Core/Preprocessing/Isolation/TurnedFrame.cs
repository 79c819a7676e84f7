namespace Digits.Core.Preprocessing.Isolation;

/// <summary>Tells a frame that is turned from a digit that goes around something: a frame's ink runs along the sides of a rectangle.</summary>
/// <remarks>
/// The rectangle is the least of those around the ink at steps of five degrees; between two steps a side leaves the strip in which its ink
/// is counted by no more than a fiftieth of its length. Thread-safe.
/// </remarks>
internal static class TurnedFrame
{
    private const int StepDegrees = 5;
    private const int MostDegrees = 45;

    /// <summary>True for ink of which most runs along the sides of a rectangle.</summary>
    /// <param name="runs">The ink.</param>
    public static bool Is(List<InkRun> runs)
    {
        Turned least = Turned.By(0, runs);
        for (int degrees = StepDegrees - MostDegrees; degrees <= MostDegrees; degrees += StepDegrees)
        {
            Turned turned = Turned.By(degrees, runs);
            least = turned.Area < least.Area ? turned : least;
        }

        return least.ShareAlongSides(runs) >= IsolatedPart.FrameShare;
    }

    /// <summary>A rectangle around ink, turned about the picture's corner; in pixels along its own axes.</summary>
    private readonly record struct Turned(float Sine, float Cosine, float Left, float Top, float Right, float Bottom)
    {
        public float Area => (Right - Left) * (Bottom - Top);

        public static Turned By(int degrees, List<InkRun> runs)
        {
            (float sine, float cosine) = MathF.SinCos(degrees * MathF.PI / 180);
            var turned = new Turned(sine, cosine, float.MaxValue, float.MaxValue, float.MinValue, float.MinValue);
            foreach (InkRun run in runs)
            {
                turned = turned.With(run.Left, run.Row).With(run.Right - 1, run.Row);
            }

            return turned;
        }

        public double ShareAlongSides(List<InkRun> runs)
        {
            float side = Math.Min(Right - Left, Bottom - Top) / PartMeasures.FrameSide;
            (int along, int all) = (0, 0);
            foreach (InkRun run in runs)
            {
                for (int x = run.Left; x < run.Right; x++)
                {
                    (float u, float v) = At(x, run.Row);
                    along += Math.Min(Math.Min(u - Left, Right - u), Math.Min(v - Top, Bottom - v)) < side ? 1 : 0;
                    all++;
                }
            }

            return (double)along / Math.Max(all, 1);
        }

        private (float U, float V) At(int x, int y) => ((x * Cosine) + (y * Sine), (y * Cosine) - (x * Sine));

        private Turned With(int x, int y)
        {
            (float u, float v) = At(x, y);
            return this with { Left = Math.Min(Left, u), Top = Math.Min(Top, v), Right = Math.Max(Right, u), Bottom = Math.Max(Bottom, v) };
        }
    }
}
