namespace Digits.Tests.Imaging;

/// <summary>The picture files under Fixtures/, which draw_fixtures.py draws.</summary>
internal static class FixtureFile
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Fixtures");

    /// <summary>The bytes of one file by its name relative to Fixtures/.</summary>
    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(Folder, name));

    /// <summary>The names of the sound pictures, sorted; each begins with its digit.</summary>
    public static string[] Sound() =>
        [.. Directory.EnumerateFiles(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}
