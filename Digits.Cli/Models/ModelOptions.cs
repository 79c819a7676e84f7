using System.CommandLine;
using Digits.Cli.Readers;
using Digits.Core.Inference;
using Digits.Core.Recognition;

namespace Digits.Cli.Models;

/// <summary>The options of commands that work with the models on the disk.</summary>
internal sealed class ModelOptions
{
    public Option<string> Model { get; } = new("--model")
    {
        Description = "The model's name.",
        DefaultValueFactory = _ => new RecognitionOptions().DefaultModel,
    };

    public Option<string> Models { get; } = new("--models")
    {
        Description = "The folder with <name>/<version>/model.json (default: the models that come with this program).",
        DefaultValueFactory = _ => ReaderOptions.DefaultFolder,
    };

    /// <summary>Finds the model that a command line asks for.</summary>
    /// <exception cref="InvalidDataException">There is none of its name, or the folder's models are wrong.</exception>
    public ModelFile Find(ParseResult parsed) => Find(parsed.GetRequiredValue(Model), parsed.GetRequiredValue(Models));

    /// <summary>Finds the model of a name in a folder.</summary>
    /// <exception cref="InvalidDataException">There is none of its name, or the folder's models are wrong.</exception>
    public static ModelFile Find(string model, string folder)
    {
        IReadOnlyList<ModelFile> files = ModelFile.FindAll(folder);
        return files.FirstOrDefault(file => file.Manifest.Name == model) ?? throw new InvalidDataException(
            $"There is no model {model} in {folder}; it has {string.Join(", ", files.Select(file => file.Manifest.Name))}.");
    }
}
