namespace Digits.Cli.Models;

/// <summary>What was found of one version of a model.</summary>
/// <param name="Folder">Its folder.</param>
/// <param name="Name">Its name, that of the folder above.</param>
/// <param name="Version">Its version, the folder's name.</param>
internal sealed record ModelCheck(string Folder, string Name, string Version)
{
    /// <summary>True for the version that a service loads: the highest of its name that has a model.json.</summary>
    public bool IsServed { get; init; }

    /// <summary>How large the model's file is; 0 where it is not known.</summary>
    public long Bytes { get; init; }

    /// <summary>Whether model.json keeps to its rules.</summary>
    public bool IsDescribed { get; init; }

    /// <summary>Whether the model's file is the one whose SHA-256 model.json gives.</summary>
    public bool IsIntact { get; init; }

    /// <summary>Whether it has the shapes that model.json gives, and passes the self-test that every start makes.</summary>
    public bool Runs { get; init; }

    /// <summary>What is wrong; null where nothing is.</summary>
    public string? Fault { get; init; }

    /// <summary>The scores that model.json names, 0 to 1.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> Scores { get; init; } = [];
}
