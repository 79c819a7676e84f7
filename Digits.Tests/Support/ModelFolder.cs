using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Digits.Tests.Support;

/// <summary>Writes models/&lt;name&gt;/&lt;version&gt;/ folders for tests.</summary>
internal static class ModelFolder
{
    public static readonly byte[] Bytes = [1, 2, 3];

    /// <summary>Adds a sound model.json and a model file of three bytes, after <paramref name="change"/> has spoilt what it likes.</summary>
    public static string AddModel(this TemporaryFolder folder, string name, string version, Action<JsonObject>? change = null)
    {
        JsonObject manifest = new()
        {
            ["name"] = name,
            ["version"] = version,
            ["file"] = "model.onnx",
            ["sha256"] = Convert.ToHexString(SHA256.HashData(Bytes)),
            ["input"] = new JsonObject { ["name"] = "image", ["elementType"] = "float32", ["shape"] = new JsonArray(-1, 1, 28, 28) },
            ["output"] = new JsonObject { ["name"] = "logits", ["elementType"] = "float32", ["shape"] = new JsonArray(-1, 10) },
            ["labels"] = new JsonArray(0, 1, 2, 3, 4, 5, 6, 7, 8, 9),
            ["temperature"] = 1.5,
            ["confidenceThreshold"] = 0.7,
            ["reject"] = new JsonObject { ["rule"] = "entropy", ["threshold"] = 0.4 },
        };
        change?.Invoke(manifest);
        folder.Write($"{name}/{version}/model.onnx", Bytes);
        return folder.Write($"{name}/{version}/model.json", Encoding.UTF8.GetBytes(manifest.ToJsonString()));
    }

    /// <summary>Adds the folder of a version with nothing in it.</summary>
    public static string AddVersion(this TemporaryFolder folder, string name, string version) =>
        Directory.CreateDirectory(Path.Combine(folder.Path, name, version)).FullName;
}
