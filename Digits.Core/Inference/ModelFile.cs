using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Digits.Core.Inference;

/// <summary>A model on disk: models/&lt;name&gt;/&lt;version&gt;/model.json and the file that it names.</summary>
/// <param name="Folder">The version's folder.</param>
/// <param name="Manifest">What model.json says, checked.</param>
internal sealed record ModelFile(string Folder, ModelManifest Manifest)
{
    private const string ManifestName = "model.json";

    /// <summary>
    /// Finds the highest version of every model of single digits under a folder. A version without model.json, such as one that is still being copied, is
    /// passed over.
    /// </summary>
    /// <param name="modelsFolder">The folder.</param>
    /// <param name="passedOver">Told each folder that is named like a version and higher than the one found, and holds no model.json.</param>
    /// <exception cref="InvalidDataException">The folder holds no model, or one whose model.json is wrong; the message names the file.</exception>
    public static IReadOnlyList<ModelFile> FindAll(string modelsFolder, Action<string>? passedOver = null)
    {
        List<ModelFile> found = FindHighest(modelsFolder, passedOver).FindAll(file => file.Manifest.Places == 1);
        return found.Count > 0
            ? found
            : throw new InvalidDataException($"The models folder {modelsFolder} holds no <name>/<version>/model.json.");
    }

    /// <summary>Finds the model that reads two digits which touch, by the order of names the first; null where there is none.</summary>
    /// <exception cref="InvalidDataException">A model.json is wrong; the message names the file.</exception>
    public static ModelFile? FindDoubles(string modelsFolder) => FindHighest(modelsFolder, null).Find(file => file.Manifest.Places == 2);

    private static List<ModelFile> FindHighest(string modelsFolder, Action<string>? passedOver)
    {
        var found = new List<ModelFile>();
        foreach (IEnumerable<string> versions in FindVersions(modelsFolder))
        {
            foreach (string version in versions)
            {
                if (IsComplete(version))
                {
                    found.Add(Read(version));
                    break;
                }

                passedOver?.Invoke(version);
            }
        }

        return found;
    }

    /// <summary>Reads the model's bytes.</summary>
    /// <exception cref="InvalidDataException">They are not those whose SHA-256 model.json gives.</exception>
    public byte[] ReadBytes()
    {
        string path = Path.Combine(Folder, Manifest.File);
        byte[] bytes = Bytes(path);
        return string.Equals(Convert.ToHexString(SHA256.HashData(bytes)), Manifest.Sha256, StringComparison.OrdinalIgnoreCase)
            ? bytes
            : throw new InvalidDataException($"{path} is not the file whose SHA-256 model.json gives: it was changed or cut short.");
    }

    private static byte[] Bytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (FileNotFoundException error)
        {
            throw new InvalidDataException($"{path} does not exist, though {ManifestName} beside it names it.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{path} cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Finds the folders of every model's versions: model by model in the order of their names, the highest version first.</summary>
    /// <exception cref="InvalidDataException">There is no such folder.</exception>
    internal static IEnumerable<IEnumerable<string>> FindVersions(string modelsFolder) => Directory.Exists(modelsFolder)
        ? Directory.EnumerateDirectories(modelsFolder).Order(StringComparer.Ordinal)
            .Select(name => Directory.EnumerateDirectories(name).Where(folder => VersionOf(folder) > 0).OrderByDescending(VersionOf))
        : throw new InvalidDataException($"The models folder {modelsFolder} does not exist.");

    /// <summary>Whether a version's folder has its model.json, which is copied last: only then is it loaded.</summary>
    internal static bool IsComplete(string folder) => File.Exists(Path.Combine(folder, ManifestName));

    /// <summary>The version that a folder's name gives, or 0 where it gives none.</summary>
    private static int VersionOf(string folder) =>
        int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out int version) ? version : 0;

    /// <summary>Reads one version of a model.</summary>
    /// <exception cref="InvalidDataException">Its model.json is missing or wrong; the message names the file.</exception>
    internal static ModelFile Read(string folder)
    {
        string path = Path.Combine(folder, ManifestName);
        ModelManifest manifest;
        try
        {
            manifest = JsonSerializer.Deserialize(File.ReadAllBytes(path), ModelManifestJson.Default.ModelManifest)
                ?? throw new InvalidDataException($"{path} is null.");
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{path} cannot be read: {error.Message}", error);
        }

        string? fault = ModelManifestRules.Fault(manifest) ?? FolderFault(manifest, folder);
        return fault is null ? new ModelFile(folder, manifest) : throw new InvalidDataException($"{path}: {fault}.");
    }

    /// <summary>Requests and answers name a model as model.json does, operators as its folder does: the two must agree.</summary>
    private static string? FolderFault(ModelManifest manifest, string folder) =>
        manifest.Version != Path.GetFileName(folder) || manifest.Name != Path.GetFileName(Path.GetDirectoryName(folder))
            ? "name and version must be those of the folders that it lies in"
            : null;
}
