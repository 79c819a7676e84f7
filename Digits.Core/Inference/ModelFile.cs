using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Digits.Core.Preprocessing;

namespace Digits.Core.Inference;

/// <summary>A model on disk: models/&lt;name&gt;/&lt;version&gt;/model.json and the file that it names.</summary>
/// <param name="Folder">The version's folder.</param>
/// <param name="Manifest">What model.json says, checked.</param>
internal sealed record ModelFile(string Folder, ModelManifest Manifest)
{
    private const int Digits = ModelManifest.Digits;

    /// <summary>Finds the highest version of every model under a folder.</summary>
    /// <exception cref="InvalidDataException">The folder holds no model, or one whose model.json is wrong; the message names the file.</exception>
    public static IReadOnlyList<ModelFile> FindAll(string modelsFolder)
    {
        if (!Directory.Exists(modelsFolder))
        {
            throw new InvalidDataException($"The models folder {modelsFolder} does not exist.");
        }

        var found = new List<ModelFile>();
        foreach (string name in Directory.EnumerateDirectories(modelsFolder).Order(StringComparer.Ordinal))
        {
            string? newest = Directory.EnumerateDirectories(name)
                .Where(folder => VersionOf(folder) > 0)
                .MaxBy(VersionOf);
            if (newest is not null)
            {
                found.Add(Read(newest));
            }
        }

        return found.Count > 0
            ? found
            : throw new InvalidDataException($"The models folder {modelsFolder} holds no <name>/<version>/model.json.");
    }

    /// <summary>Reads the model's bytes.</summary>
    /// <exception cref="InvalidDataException">They are not those whose SHA-256 model.json gives.</exception>
    public byte[] ReadBytes()
    {
        string path = Path.Combine(Folder, Manifest.File);
        byte[] bytes = File.Exists(path)
            ? File.ReadAllBytes(path)
            : throw new InvalidDataException($"{path} does not exist, though model.json beside it names it.");
        return string.Equals(Convert.ToHexString(SHA256.HashData(bytes)), Manifest.Sha256, StringComparison.OrdinalIgnoreCase)
            ? bytes
            : throw new InvalidDataException($"{path} is not the file whose SHA-256 model.json gives: it was changed or cut short.");
    }

    /// <summary>The version that a folder's name gives, or 0 where it gives none.</summary>
    private static int VersionOf(string folder) =>
        int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out int version) ? version : 0;

    private static ModelFile Read(string folder)
    {
        string path = Path.Combine(folder, "model.json");
        ModelManifest manifest;
        try
        {
            manifest = JsonSerializer.Deserialize(File.ReadAllBytes(path), ModelManifestJson.Default.ModelManifest)
                ?? throw new InvalidDataException($"{path} is null.");
        }
        catch (Exception error) when (error is JsonException or IOException)
        {
            throw new InvalidDataException($"{path} cannot be read: {error.Message}", error);
        }

        string? fault = Fault(manifest) ?? FolderFault(manifest, folder);
        return fault is null ? new ModelFile(folder, manifest) : throw new InvalidDataException($"{path}: {fault}.");
    }

    /// <summary>Requests and answers name a model as model.json does, operators as its folder does: the two must agree.</summary>
    private static string? FolderFault(ModelManifest manifest, string folder) =>
        manifest.Version != Path.GetFileName(folder) || manifest.Name != Path.GetFileName(Path.GetDirectoryName(folder))
            ? "name and version must be those of the folders that it lies in"
            : null;

    private static string? Fault(ModelManifest manifest) => manifest switch
    {
        { Input.Shape: not [-1, 1, DigitTensor.Side, DigitTensor.Side] } => $"input.shape must be [-1, 1, {DigitTensor.Side}, {DigitTensor.Side}]",
        { Reject.Rule: RejectManifest.Class, Output.Shape: not [-1, Digits + 1] } => $"output.shape must be [-1, {Digits + 1}] under the reject rule class",
        { Reject.Rule: not RejectManifest.Class, Output.Shape: not [-1, Digits] } => $"output.shape must be [-1, {Digits}] but under the reject rule class",
        { Labels: not [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] } => "labels must be the digits 0 to 9 in order",
        { Temperature: not (> 0 and < 1000) } => "temperature must be positive",
        { ConfidenceThreshold: not (>= 0 and <= 1) } => "confidenceThreshold must be 0 to 1",
        { Reject.Rule: not (RejectManifest.None or RejectManifest.Entropy or RejectManifest.Class) } => "reject.rule must be none, entropy or class",
        { Reject: { Rule: not RejectManifest.None, Threshold: not (> 0 and <= 1) } } => "reject.threshold must be above 0 and at most 1",
        _ when manifest.File != Path.GetFileName(manifest.File) => "file must be a name without a folder",
        _ => null,
    };
}
