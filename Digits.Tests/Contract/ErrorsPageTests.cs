using System.Text.Json;
using System.Text.RegularExpressions;
using Digits.Tests.Support;

namespace Digits.Tests.Contract;

/// <summary>Holds docs/errors.md to the table of the code and to openapi.yaml.</summary>
public sealed partial class ErrorsPageTests
{
    private static IEnumerable<Match> Sections => Section().Matches(Page);

    private static string Page => File.ReadAllText(Path.Combine(RepositoryRoot.Require(), "docs", "errors.md"));

    [Fact]
    public void Overview_OfThePage_ListsEveryRowOfTheCode()
    {
        IEnumerable<string> rows = Row().Matches(Page).Select(row => $"{row.Groups["status"].Value} {row.Groups["slug"].Value}");
        Assert.Equal(ProblemTable.Rows, rows.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Sections_OfThePage_ExplainEveryRowOfTheCode()
    {
        IEnumerable<string> rows = Sections.Select(section => $"{section.Groups["status"].Value} {section.Groups["slug"].Value}");
        Assert.Equal(ProblemTable.Rows, rows.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Sections_OfThePage_StandUnderTheirStatus()
    {
        const string Heading = "\n## ";
        string page = Page;
        Assert.All(Sections, section =>
        {
            int heading = page.LastIndexOf(Heading, section.Index, StringComparison.Ordinal) + Heading.Length;
            Assert.StartsWith(section.Groups["status"].Value, page[heading..section.Index], StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Examples_OfThePage_AreThoseOfTheContract()
    {
        Assert.All(Sections, section => Assert.True(
            JsonElement.DeepEquals(ContractFile.Example(section.Groups["slug"].Value), JsonElement.Parse(section.Groups["example"].Value)),
            section.Groups["slug"].Value));
    }

    [GeneratedRegex(@"^\| (?<status>[0-9]{3}) \| \[`(?<slug>[a-z0-9-]+)`\]\(#\k<slug>\) \| [^|]+ \| [^|]+ \|$", RegexOptions.Multiline, 5000)]
    private static partial Regex Row();

    [GeneratedRegex(
        """
        ^### (?<slug>[a-z0-9-]+)
        `urn:digits:problem:\k<slug>`, status (?<status>[0-9]{3})

        - \*\*Cause:\*\* [^#]+?
        - \*\*Cure:\*\* [^#]+?

        ```json
        (?<example>[^`]+)
        ```$
        """,
        RegexOptions.Multiline,
        5000)]
    private static partial Regex Section();
}
