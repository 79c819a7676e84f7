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
        int found = 0;
        foreach (IEnumerable<string> versions in ModelFile.FindVersions(folder))
        {
            bool isHighest = true;
            foreach (string version in versions)
            {
                found++;
                bool isServed = isHighest && ModelFile.IsComplete(version);
                isHighest &= !isServed;
                yield return Check(
                    new ModelCheck(version, Path.GetFileName(Path.GetDirectoryName(version))!, Path.GetFileName(version)) { IsServed = isServed });
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
