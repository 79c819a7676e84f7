using System.Text.RegularExpressions;
using Digits.Tests.Support;

namespace Digits.Tests.Contract;

/// <summary>Holds docs/reliability.md to the tests and commands that it names.</summary>
public sealed partial class ReliabilityPageTests
{
    private static string Page => File.ReadAllText(Path.Combine(RepositoryRoot.Require(), "docs", "reliability.md"));

    [Fact]
    public void Tests_OfThePage_Exist()
    {
        HashSet<string> known =
        [
            .. from project in (string[])["Digits.Tests", "Digits.BrowserTests"]
               from file in Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Require(), project), "*Tests.cs", SearchOption.AllDirectories)
               select Path.GetFileNameWithoutExtension(file),
        ];
        string[] named = [.. TestName().Matches(Page).Select(match => match.Groups["name"].Value)];
        Assert.NotEmpty(named);
        Assert.Empty(named.Except(known));
    }

    [Fact]
    public void Commands_OfThePage_Exist()
    {
        string[] named = [.. Command().Matches(Page).Select(match => match.Groups["path"].Value)];
        Assert.NotEmpty(named);
        Assert.All(named, path => Assert.True(File.Exists(Path.Combine(RepositoryRoot.Require(), path)), path));
    }

    [GeneratedRegex("`(?<name>[A-Za-z]+Tests)`", RegexOptions.NonBacktracking)]
    private static partial Regex TestName();

    [GeneratedRegex("`(?<path>load/[a-z]+)[ `]", RegexOptions.NonBacktracking)]
    private static partial Regex Command();
}
