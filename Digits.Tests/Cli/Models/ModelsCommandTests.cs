using System.Text.Json;
using Digits.Core.Inference;
using Digits.Tests.Support;

namespace Digits.Tests.Cli.Models;

public sealed class ModelsCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Models_Shipped_AreSound()
    {
        (int code, string output, string error) = await CommandLine.RunAsync("models", "--json");
        Assert.Equal((0, ""), (code, error));
        JsonElement[] models = [.. CommandLine.Lines(output).Select(line => JsonElement.Parse(line))];
        Assert.Equal(["cnn", "cnn-fp32", "doubles", "softmax"], models.Select(model => model.GetProperty("name").GetString()));
        Assert.All(models, model => Assert.True(model.GetProperty("runs").GetBoolean()));
        Assert.InRange(models[0].GetProperty("validation").GetProperty("mnist").GetDouble(), 0.99, 1);
    }

    [Fact]
    public async Task Models_OneChangedFile_IsNamedBesideTheSoundOnes()
    {
        Copy("softmax");
        Copy("cnn-fp32");
        string changed = Directory.GetFiles(_folder.Path, "model.onnx", SearchOption.AllDirectories).Single(path => path.Contains("softmax", StringComparison.Ordinal));
        byte[] bytes = await File.ReadAllBytesAsync(changed, TestContext.Current.CancellationToken);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(changed, bytes, TestContext.Current.CancellationToken);

        (int code, string output, _) = await CommandLine.RunAsync("models", "--models", _folder.Path, "--json");
        JsonElement[] models = [.. CommandLine.Lines(output).Select(line => JsonElement.Parse(line))];
        Assert.Equal((1, 2), (code, models.Length));
        Assert.True(models[0].GetProperty("runs").GetBoolean());
        Assert.Equal((true, false), (models[1].GetProperty("described").GetBoolean(), models[1].GetProperty("intact").GetBoolean()));
        Assert.Contains("SHA-256", models[1].GetProperty("fault").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Models_HighestVersionWithoutItsManifest_IsNotTheOneThatIsLoaded()
    {
        Copy("softmax");
        _folder.Write("softmax/99/model.onnx", [1]);
        (int code, string output, _) = await CommandLine.RunAsync("models", "--models", _folder.Path, "--json");
        JsonElement[] models = [.. CommandLine.Lines(output).Select(line => JsonElement.Parse(line))];
        Assert.Equal((1, "99", "1"), (code, models[0].GetProperty("version").GetString(), models[^1].GetProperty("version").GetString()));
        Assert.Equal([false, true], models.Select(model => model.GetProperty("loaded").GetBoolean()));
        Assert.Equal(
            ModelFile.FindAll(_folder.Path).Single().Manifest.Version,
            models.Single(model => model.GetProperty("loaded").GetBoolean()).GetProperty("version").GetString());
    }

    [Fact]
    public async Task Models_AsText_IsATableWithoutSpacesAtTheEndsOfLines()
    {
        (int code, string output, _) = await CommandLine.RunAsync("models");
        Assert.Equal(0, code);
        Assert.All(output.ReplaceLineEndings("\n").Split('\n'), line => Assert.Equal(line.TrimEnd(), line));
        Assert.Contains("softmax", output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private void Copy(string model)
    {
        string models = Path.Combine(RepositoryRoot.Require(), "models");
        foreach (string file in Directory.GetFiles(Path.Combine(models, model), "model.*", SearchOption.AllDirectories))
        {
            _folder.Write(Path.GetRelativePath(models, file), File.ReadAllBytes(file));
        }
    }
}
