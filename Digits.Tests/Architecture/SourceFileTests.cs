using Digits.Tests.Support;

namespace Digits.Tests.Architecture;

public sealed class SourceFileTests
{
    private const int MaxProgramLines = 70;
    private const int MaxLines = 200;

    [Fact]
    public void Program_OfTheApi_ReadsAsATableOfContents()
    {
        string program = Path.Combine(RepositoryRoot.Require(), "Digits.Api", "Program.cs");
        Assert.InRange(File.ReadAllLines(program).Length, 1, MaxProgramLines - 1);
    }

    [Fact]
    public void Files_OutsideTheTests_AreShort()
    {
        string[] files = [.. Sources()];
        Assert.NotEmpty(files);
        Assert.DoesNotContain(files, file => File.ReadAllLines(file).Length > MaxLines);
    }

    private static IEnumerable<string> Sources()
    {
        string root = RepositoryRoot.Require();
        char separator = Path.DirectorySeparatorChar;
        return
            from project in Directory.EnumerateDirectories(root, "Digits.*")
            where Path.GetFileName(project) is not ("Digits.Tests" or "Digits.BrowserTests")
            from file in Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories)
            where !file.Contains($"{separator}obj{separator}", StringComparison.Ordinal)
                && !file.Contains($"{separator}bin{separator}", StringComparison.Ordinal)
            select file;
    }
}
