using System.Text.Json.Nodes;
using Digits.Core.Inference;
using Digits.Tests.Support;

namespace Digits.Tests.Inference;

public sealed class ModelFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string, string> WrongFields => new()
    {
        { "input", """{"name":"image","shape":[-1,1,32,32]}""", "input.shape must be [-1, 1, 28, 28]" },
        { "input", """{"name":"image","shape":[1,1,28,28]}""", "input.shape must be [-1, 1, 28, 28]" },
        { "input", """{"name":"image","shape":[-1,784]}""", "input.shape must be [-1, 1, 28, 28]" },
        { "output", """{"name":"logits","shape":[-1,11]}""", "output.shape must be [-1, 10] but under the reject rule class" },
        { "reject", """{"rule":"class","threshold":0.5}""", "output.shape must be [-1, 11] under the reject rule class" },
        { "labels", "[0,1,2,3,4,5,6,7,9,8]", "labels must be the digits 0 to 9 in order" },
        { "labels", "[]", "labels must be the digits 0 to 9 in order" },
        { "input", """{"name":"image","shape":[-1,1,28,28],"elementType":"float64"}""", "input.elementType must be float32" },
        { "input", """{"name":"image","shape":[-1,1,28,28],"range":[0,255]}""", "input.range must be [0, 1] and input.ink 1" },
        { "input", """{"name":"image","shape":[-1,1,28,28],"ink":0}""", "input.range must be [0, 1] and input.ink 1" },
        { "output", """{"name":"logits","shape":[-1,10],"elementType":"float16"}""", "output.elementType must be float32" },
        { "temperature", "0", "temperature must be 0.01 to 100" },
        { "temperature", "-1", "temperature must be 0.01 to 100" },
        { "temperature", "1e-300", "temperature must be 0.01 to 100" },
        { "temperature", "101", "temperature must be 0.01 to 100" },
        { "temperature", "\"1\"", "temperature" },
        { "name", "\"c n n\"", "name must be 1 to 64" },
        { "sha256", "\"0123\"", "sha256 must be 64 hexadecimal digits" },
        { "selfTest", "1", "selfTest" },
        { "confidenceThreshold", "1.01", "confidenceThreshold must be 0 to 1" },
        { "confidenceThreshold", "-0.1", "confidenceThreshold must be 0 to 1" },
        { "reject", """{"rule":"guess"}""", "reject.rule must be none, entropy or class" },
        { "reject", """{"threshold":0.5}""", "rule" },
        { "file", "\"../model.onnx\"", "file must be a name without a folder" },
        { "file", "\"\"", "file must be a name without a folder" },
    };

    [Fact]
    public void FindAll_SoundModel_ReadsItsManifest()
    {
        _folder.AddModel("cnn", "1");
        ModelManifest manifest = Assert.Single(ModelFile.FindAll(_folder.Path)).Manifest;
        Assert.Equal(
            ("cnn", "1", 1.5, 0.7, "entropy", 0.4),
            (manifest.Name, manifest.Version, manifest.Temperature, manifest.ConfidenceThreshold, manifest.Reject.Rule, manifest.Reject.Threshold));
    }

    [Fact]
    public void FindAll_OptionalFieldsMissing_HaveTheirDefaults()
    {
        _folder.AddModel("cnn", "1", json => json.Remove("confidenceThreshold"));
        ModelManifest manifest = Assert.Single(ModelFile.FindAll(_folder.Path)).Manifest;
        Assert.Equal((0.6, true, "float32", 1.0), (manifest.ConfidenceThreshold, manifest.SelfTest, manifest.Input.ElementType, manifest.Input.Ink));
    }

    [Fact]
    public void FindAll_SeveralModels_AreSortedByName()
    {
        _folder.AddModel("softmax", "1");
        _folder.AddModel("cnn", "1");
        Assert.Equal(["cnn", "softmax"], [.. ModelFile.FindAll(_folder.Path).Select(file => file.Manifest.Name)]);
    }

    // As numbers, not as text: "10" sorts before "9".
    [Fact]
    public void FindAll_SeveralVersions_TakesTheHighest()
    {
        _folder.AddModel("cnn", "2");
        _folder.AddModel("cnn", "10");
        _folder.AddModel("cnn", "9");
        Assert.Equal("10", Assert.Single(ModelFile.FindAll(_folder.Path)).Manifest.Version);
    }

    [Fact]
    public void FindAll_FolderThatIsNoVersion_IsPassedOver()
    {
        _folder.AddModel("cnn", "1");
        _folder.AddModel("cnn", "latest");
        _folder.AddModel("cnn", "-5");
        Assert.Equal("1", Assert.Single(ModelFile.FindAll(_folder.Path)).Manifest.Version);
    }

    [Fact]
    public void FindAll_FolderMissing_ThrowsWithItsName()
    {
        string missing = Path.Combine(_folder.Path, "nowhere");
        Assert.Contains(missing, Assert.Throws<InvalidDataException>(() => ModelFile.FindAll(missing)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FindAll_EmptyFolder_ThrowsWithItsName() => Assert.Contains(
        _folder.Path, Assert.Throws<InvalidDataException>(() => ModelFile.FindAll(_folder.Path)).Message, StringComparison.Ordinal);

    [Fact]
    public void FindAll_NewestVersionsWithoutAManifest_TakesTheOneBeforeAndNamesThem()
    {
        _folder.AddModel("cnn", "1");
        _folder.AddModel("cnn", "2");
        string[] empty = [_folder.AddVersion("cnn", "4"), _folder.AddVersion("cnn", "3")];
        List<string> passedOver = [];
        Assert.Equal("2", Assert.Single(ModelFile.FindAll(_folder.Path, passedOver.Add)).Manifest.Version);
        Assert.Equal(empty, passedOver);
    }

    [Fact]
    public void FindAll_EveryVersionWithoutAManifest_ThrowsWithTheFolder()
    {
        _folder.AddVersion("cnn", "1");
        Assert.Contains(
            _folder.Path, Assert.Throws<InvalidDataException>(() => ModelFile.FindAll(_folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FindAll_FieldThatStandsTwice_ThrowsWithFileAndField()
    {
        string path = _folder.AddModel("cnn", "1");
        File.WriteAllText(path, File.ReadAllText(path).Replace("{\"name\":\"cnn\"", "{\"temperature\":9,\"name\":\"cnn\"", StringComparison.Ordinal));
        AssertFails(path, "temperature");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    public void FindAll_ManifestThatIsNoObject_ThrowsWithItsName(string text)
    {
        string path = _folder.AddModel("cnn", "1");
        File.WriteAllText(path, text);
        AssertFails(path, string.Empty);
    }

    [Theory]
    [InlineData("name")]
    [InlineData("version")]
    [InlineData("file")]
    [InlineData("sha256")]
    [InlineData("input")]
    [InlineData("output")]
    [InlineData("labels")]
    [InlineData("temperature")]
    [InlineData("reject")]
    public void FindAll_FieldMissing_ThrowsWithFileAndField(string field)
    {
        string path = _folder.AddModel("cnn", "1", json => json.Remove(field));
        AssertFails(path, $"'{field}'");
    }

    [Theory]
    [InlineData("name")]
    [InlineData("version")]
    [InlineData("file")]
    [InlineData("sha256")]
    [InlineData("input")]
    [InlineData("output")]
    [InlineData("labels")]
    [InlineData("reject")]
    public void FindAll_FieldNull_ThrowsWithFileAndField(string field)
    {
        string path = _folder.AddModel("cnn", "1", json => json[field] = null);
        AssertFails(path, field);
    }

    [Theory]
    [MemberData(nameof(WrongFields))]
    public void FindAll_FieldWrong_ThrowsWithFileAndReason(string field, string value, string reason)
    {
        string path = _folder.AddModel("cnn", "1", json => json[field] = JsonNode.Parse(value));
        AssertFails(path, reason);
    }

    [Fact]
    public void ReadBytes_FileOfThatHash_GivesItsBytes()
    {
        _folder.AddModel("cnn", "1");
        Assert.Equal(ModelFolder.Bytes, ModelFile.FindAll(_folder.Path)[0].ReadBytes());
    }

    [Fact]
    public void ReadBytes_HashInLowerCase_IsTheSame()
    {
        _folder.AddModel("cnn", "1", json => json["sha256"] = Lowered(json["sha256"]!.GetValue<string>()));
        Assert.Equal(ModelFolder.Bytes, ModelFile.FindAll(_folder.Path)[0].ReadBytes());
    }

    [Fact]
    public void ReadBytes_FileOfAnotherHash_ThrowsWithItsName()
    {
        _folder.AddModel("cnn", "1");
        string model = _folder.Write("cnn/1/model.onnx", [1, 2]);
        ModelFile file = ModelFile.FindAll(_folder.Path)[0];
        Assert.Contains(model, Assert.Throws<InvalidDataException>(() => file.ReadBytes()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadBytes_FileThatIsMissing_ThrowsWithItsName()
    {
        _folder.AddModel("cnn", "1");
        string model = Path.Combine(_folder.Path, "cnn", "1", "model.onnx");
        File.Delete(model);
        ModelFile file = ModelFile.FindAll(_folder.Path)[0];
        Assert.StartsWith($"{model} does not exist", Assert.Throws<InvalidDataException>(() => file.ReadBytes()).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static string Lowered(string hexadecimal) => string.Concat(hexadecimal.Select(char.ToLowerInvariant));

    private void AssertFails(string path, string reason)
    {
        string message = Assert.Throws<InvalidDataException>(() => ModelFile.FindAll(_folder.Path)).Message;
        Assert.StartsWith(path, message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
    }
}
