namespace Digits.Tests.Support;

/// <summary>The folder that the tests were built from.</summary>
internal static class RepositoryRoot
{
    /// <summary>Finds the folder, or skips the test where it runs away from its sources.</summary>
    public static string Require()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Digits.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        Assert.SkipWhen(folder is null, "Digits.sln is in no folder above the tests: they run away from their sources.");
        return folder!;
    }
}
