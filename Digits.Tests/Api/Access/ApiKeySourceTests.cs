using Digits.Api.Access;
using Digits.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Digits.Tests.Api.Access;

public sealed class ApiKeySourceTests : IDisposable
{
    private const string Key = "0123456789abcdef";
    private const string Other = "fedcba9876543210";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Keys_OfConfigurationAndFiles_AreAllRead()
    {
        _folder.Write("mobile", [.. "0000111122223333\r\n"u8]);
        _folder.Write("..2026_11_25/mobile", [.. "0000111122223333"u8]);
        _folder.Write(".hidden", [.. "short"u8]);
        ApiKeySource source = Read(("ApiKeys:front-end", Key), ("ApiKeys:back.end_2", Other), ("ApiKeysPath", _folder.Path));
        Assert.Empty(source.Faults);
        Assert.Equal(["back.end_2", "front-end", "mobile"], source.Keys.Select(key => key.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Key_OfAFileAlone_HasTheFilesName()
    {
        _folder.Write("digits_key", [.. "0000111122223333\n"u8]);
        ApiKeySource source = Read(("ApiKeysPath", Path.Combine(_folder.Path, "digits_key")));
        Assert.Equal(("digits_key", 0), (Assert.Single(source.Keys).Name, source.Faults.Count));
    }

    [Fact]
    public void Keys_WithoutAny_AreNone() => Assert.Empty(Read().Keys);

    [Theory]
    [InlineData("Digits:ApiKeys: front-end must be a key of 16 to 256 visible ASCII characters, without white space.", "ApiKeys:front-end", "0123456789abcde")]
    [InlineData("Digits:ApiKeys: front-end must be a key", "ApiKeys:front-end", "")]
    [InlineData("Digits:ApiKeys: front-end must be a key", "ApiKeys:front-end", "0123456789 abcdef")]
    [InlineData("Digits:ApiKeys: front-end must be a key", "ApiKeys:front-end", "0123456789abcdéf")]
    [InlineData("Digits:ApiKeys: front must be a key", "ApiKeys:front:end", Key)]
    [InlineData("Digits:ApiKeys names a key by something else", "ApiKeys:front end", Key)]
    [InlineData("Digits:ApiKeys is a section: set Digits:ApiKeys:NAME to a key.", "ApiKeys", Key)]
    [InlineData("Digits:ApiKeys: b is the same key as a; give each caller its own.", "ApiKeys:a", Key, "ApiKeys:b", Key)]
    [InlineData("Digits:ApiKeysPath: /nowhere/at/all cannot be read", "ApiKeysPath", "/nowhere/at/all")]
    public void Key_ThatIsNone_IsNamedAndNotRepeated(string fault, params string[] settings)
    {
        string said = Assert.Single(Read([.. settings.Chunk(2).Select(pair => (pair[0], pair[1]))]).Faults);
        Assert.StartsWith(fault, said, StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Key_OfATooLongLengthInAFile_IsNamed()
    {
        _folder.Write("mobile", new byte[5000]);
        Assert.StartsWith("Digits:ApiKeysPath: mobile must be a key", Assert.Single(Read(("ApiKeysPath", _folder.Path)).Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Name_InConfigurationAndFiles_IsAFault()
    {
        _folder.Write("Mobile", [.. "0000111122223333"u8]);
        ApiKeySource source = Read(("ApiKeys:mobile", Key), ("ApiKeysPath", _folder.Path));
        Assert.Equal("Digits:ApiKeysPath: Mobile is the name of another key, too.", Assert.Single(source.Faults));
    }

    // Else a mount that failed would open the service to everybody.
    [Fact]
    public void Folder_WithoutKeys_IsAFault() =>
        Assert.Contains("holds no key", Assert.Single(Read(("ApiKeysPath", _folder.Path)).Faults), StringComparison.Ordinal);

    public void Dispose() => _folder.Dispose();

    private static ApiKeySource Read(params (string Name, string Value)[] settings) => ApiKeySource.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create("Digits:" + setting.Name, (string?)setting.Value)))
        .Build());
}
