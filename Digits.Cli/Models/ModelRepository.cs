using System.Globalization;
using System.Text.Json;
using Digits.Core.Inference;

namespace Digits.Cli.Models;

/// <summary>Looks at every version of every model of a folder; one that is wrong does not hide the others.</summary>
internal static class ModelRepository
{
    /// <summary>Checks the models one after the other, as they are asked for.</summary>
    /// <exception cref="InvalidDataException">The folder is missing or holds no model.</exception>
    public static IEnumerable<ModelCheck> Check(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new InvalidDataException($"The models folder {folder} does not exist.");
        }

        int found = 0;
        foreach (string name in Directory.GetDirectories(folder).Order(StringComparer.Ordinal))
        {
            string[] versions = [.. Directory.GetDirectories(name).Where(version => NumberOf(version) > 0).OrderByDescending(NumberOf)];
            foreach (string version in versions)
            {
                found++;
                yield return Check(new ModelCheck(version, Path.GetFileName(name), Path.GetFileName(version)) { IsServed = version == versions[0] });
            }
        }

        if (found == 0)
        {
            throw new InvalidDataException($"The models folder {folder} holds no <name>/<version>/model.json.");
        }
    }

    private static ModelCheck Check(ModelCheck check)
    {
        try
        {
            var file = ModelFile.Read(check.Folder);
            check = check with { IsDescribed = true, Scores = Scores(check.Folder) };
            check = check with { Bytes = file.ReadBytes().Length, IsIntact = true };
            new OnnxModelLoader().Load(file, sessions: 1, maxBatchSize: 1).Dispose();
            return check with { Runs = true };
        }
        catch (InvalidDataException error)
        {
            return check with { Fault = error.Message.ReplaceLineEndings(" ") };
        }
    }

    private static int NumberOf(string folder) =>
        int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out int version) ? version : 0;

    /// <summary>The numbers of the object validation, which the service has no use for.</summary>
    private static KeyValuePair<string, double>[] Scores(string folder)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "model.json")));
        return manifest.RootElement.TryGetProperty("validation", out JsonElement scores) && scores.ValueKind == JsonValueKind.Object
            ?
            [
                .. scores.EnumerateObject().Where(score => score.Value.ValueKind == JsonValueKind.Number)
                    .Select(score => KeyValuePair.Create(score.Name, score.Value.GetDouble())),
            ]
            : [];
    }
}
