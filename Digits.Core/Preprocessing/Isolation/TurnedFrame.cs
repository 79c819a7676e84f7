namespace Digits.Core.Preprocessing.Isolation;

/// <summary>
/// Tells a frame, which may be turned, from a digit or a ring that goes around something: a frame's ink runs along the sides of a rectangle
/// and reaches into its corners, of which one or two may be gone with a line that was erased.
/// </summary>
/// <remarks>
/// The rectangle is the least of those around the ink at steps of five degrees; between two steps a side leaves the strip in which its ink
/// is counted by no more than a fiftieth of its length. Thread-safe.
/// </remarks>
internal static class TurnedFrame
{
    private const int StepDegrees = 5;
    private const int MostDegrees = 45;

    /// <summary>A frame's corner has ink nearer than this part (a sixth) of the shorter side; a circle has none within a fifth.</summary>
    private const int CornersPerSide = 6;

    private const int LeastCorners = 2;

    /// <summary>True for ink that runs along the sides of a rectangle into its corners.</summary>
    /// <param name="runs">The ink.</param>
    /// <param name="isHollow">True where it is known that it runs along the sides of its own upright box.</param>
    public static bool Is(List<InkRun> runs, bool isHollow)
    {
        Turned upright = Turned.By(0, runs);
        Turned least = upright;
        for (int degrees = StepDegrees - MostDegrees; degrees <= MostDegrees; degrees += StepDegrees)
        {
            Turned turned = Turned.By(degrees, runs);
            least = turned.Area < least.Area ? turned : least;
        }

        return (isHollow || least.ShareAlongSides(runs) >= IsolatedPart.FrameShare)
            && ((isHollow && upright.CountCorners(runs) >= LeastCorners) || least.CountCorners(runs) >= LeastCorners);
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

        public int CountCorners(List<InkRun> runs)
        {
            float reach = Math.Min(Right - Left, Bottom - Top) / CornersPerSide;
            int corners = 0;
            foreach ((float u, float v) in (ReadOnlySpan<(float, float)>)[(Left, Top), (Right, Top), (Right, Bottom), (Left, Bottom)])
            {
                foreach (InkRun run in runs)
                {
                    if (IsNear(At(run.Left, run.Row), u, v, reach) || IsNear(At(run.Right - 1, run.Row), u, v, reach))
                    {
                        corners++;
                        break;
                    }
                }
            }

            return corners;
        }

        private static bool IsNear((float U, float V) place, float u, float v, float reach) =>
            ((place.U - u) * (place.U - u)) + ((place.V - v) * (place.V - v)) < reach * reach;

        private (float U, float V) At(int x, int y) => ((x * Cosine) + (y * Sine), (y * Cosine) - (x * Sine));

        private Turned With(int x, int y)
        {
            (float u, float v) = At(x, y);
            return this with { Left = Math.Min(Left, u), Top = Math.Min(Top, v), Right = Math.Max(Right, u), Bottom = Math.Max(Bottom, v) };
        }
    }
}
