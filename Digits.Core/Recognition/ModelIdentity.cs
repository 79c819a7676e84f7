namespace Digits.Core.Recognition;

/// <summary>Which model gave an answer.</summary>
/// <param name="Name">Its name, as requests give it.</param>
/// <param name="Version">Its version, the highest in the models folder.</param>
public sealed record ModelIdentity(string Name, string Version);
