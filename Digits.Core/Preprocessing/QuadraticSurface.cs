using Digits.Core.Imaging;

namespace Digits.Core.Preprocessing;

/// <summary>The quadratic surface that lies closest, by least squares, to some pixels of a picture: how light falls on flat paper.</summary>
/// <remarks>
/// Coordinates run from -1 to 1 along both sides. The normal equations are solved by Gaussian elimination with a small ridge, which keeps
/// them solvable when few pixels are left.
/// </remarks>
internal static class QuadraticSurface
{
    private const int Terms = 6;
    private const int Columns = Terms + 1;
    private const double Ridge = 1e-6;

    /// <summary>Fits the surface to the pixels that <paramref name="chosen"/> marks and writes its value at every pixel.</summary>
    /// <param name="picture">The brightness.</param>
    /// <param name="chosen">Which pixels count, row-major.</param>
    /// <param name="surface">Receives the values, row-major.</param>
    public static void Fit(GrayImage picture, ReadOnlySpan<bool> chosen, Span<float> surface)
    {
        // Row k of the system holds the sums of term k times each term, and of term k times the brightness.
        Span<double> system = stackalloc double[Terms * Columns];
        system.Clear();
        Span<double> terms = stackalloc double[Columns];
        for (int y = 0; y < picture.Height; y++)
        {
            for (int x = 0; x < picture.Width; x++)
            {
                if (!chosen[(y * picture.Width) + x])
                {
                    continue;
                }

                Evaluate(picture, x, y, terms);
                terms[Terms] = picture.Row(y)[x];
                for (int k = 0; k < Terms; k++)
                {
                    for (int j = k; j <= Terms; j++)
                    {
                        system[(k * Columns) + j] += terms[k] * terms[j];
                    }
                }
            }
        }

        Span<double> weights = stackalloc double[Terms];
        Solve(system, weights);
        for (int y = 0; y < picture.Height; y++)
        {
            for (int x = 0; x < picture.Width; x++)
            {
                Evaluate(picture, x, y, terms);
                double value = 0;
                for (int k = 0; k < Terms; k++)
                {
                    value += weights[k] * terms[k];
                }

                surface[(y * picture.Width) + x] = (float)value;
            }
        }
    }

    private static void Evaluate(GrayImage picture, int x, int y, Span<double> terms)
    {
        double u = ((2 * x) + 1.0 - picture.Width) / picture.Width;
        double v = ((2 * y) + 1.0 - picture.Height) / picture.Height;
        (terms[0], terms[1], terms[2], terms[3], terms[4], terms[5]) = (1, u, v, u * u, u * v, v * v);
    }

    /// <summary>Solves the system in place; only its upper triangle need be given.</summary>
    private static void Solve(Span<double> system, Span<double> weights)
    {
        for (int k = 0; k < Terms; k++)
        {
            system[(k * Columns) + k] += Ridge * (1 + system[0]);
            for (int j = 0; j < k; j++)
            {
                system[(k * Columns) + j] = system[(j * Columns) + k];
            }
        }

        // The matrix is symmetric and positive definite, so that no pivoting is needed.
        for (int k = 0; k < Terms; k++)
        {
            for (int row = k + 1; row < Terms; row++)
            {
                double factor = system[(row * Columns) + k] / system[(k * Columns) + k];
                for (int j = k; j <= Terms; j++)
                {
                    system[(row * Columns) + j] -= factor * system[(k * Columns) + j];
                }
            }
        }

        for (int k = Terms - 1; k >= 0; k--)
        {
            double rest = system[(k * Columns) + Terms];
            for (int j = k + 1; j < Terms; j++)
            {
                rest -= system[(k * Columns) + j] * weights[j];
            }

            weights[k] = rest / system[(k * Columns) + k];
        }
    }
}
