using System.Text;
using Digits.Api.Access;
using Digits.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Digits.Tests.Api.Access;

public sealed class ApiKeysTests : IDisposable
{
    private const string First = "0000111122223333";
    private const string Second = "4444555566667777";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Key_AmongSeveral_IsFoundByItself()
    {
        Write("a", First);
        Write("b", Second);
        ApiKeys keys = Open();
        Assert.Equal(("a", "b"), (keys.Find(First)?.Name, keys.Find(Second)?.Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("000011112222333")]
    [InlineData("00001111222233334")]
    [InlineData("0000111122223334")]
    [InlineData("0000111122223333 ")]
    [InlineData("0000111122223\u00fc33")]
    public void Text_ThatIsNoKey_IsNotFound(string presented)
    {
        Write("a", First);
        Assert.Null(Open().Find(presented));
    }

    [Fact]
    public void Text_OfAnyLength_IsNotFound()
    {
        Write("a", First);
        Assert.Null(Open().Find(new string('a', 100_000)));
    }

    [Fact]
    public void Key_ThatIsReplaced_OpensNothingAndTheNewOneDoes()
    {
        Write("a", First);
        ApiKeys keys = Open();
        Write("a", Second);
        keys.Reread();
        Assert.Equal((null, "a"), (keys.Find(First)?.Name, keys.Find(Second)?.Name));
    }

    [Fact]
    public void Key_WhoseFileIsGone_OpensNothing()
    {
        Write("a", First);
        ApiKeys keys = Open();
        File.Delete(Path.Combine(Keys, "a"));
        keys.Reread();
        Assert.Null(keys.Find(First));
    }

    [Fact]
    public void Key_BesideOneThatIsSpoilt_StillOpens()
    {
        Write("a", First);
        Write("b", Second);
        ApiKeys keys = Open();
        Write("b", "short");
        keys.Reread();
        Assert.Equal(("a", null), (keys.Find(First)?.Name, keys.Find(Second)?.Name));
    }

    // A fault of the disk is nobody's wish to lock everybody out.
    [Fact]
    public void Keys_WhoseFolderIsGone_StillOpen()
    {
        Write("a", First);
        ApiKeys keys = Open();
        Directory.Delete(Keys, recursive: true);
        keys.Reread();
        Assert.Equal("a", keys.Find(First)?.Name);
    }

    public void Dispose() => _folder.Dispose();

    private string Keys => Path.Combine(_folder.Path, "keys");

    private void Write(string name, string key) => _folder.Write($"keys/{name}", Encoding.ASCII.GetBytes(key + "\n"));

    private ApiKeys Open() => new(
        new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Digits:ApiKeysPath", (string?)Keys)]).Build(),
        NullLogger<ApiKeys>.Instance);
}
