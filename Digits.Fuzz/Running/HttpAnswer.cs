namespace Digits.Fuzz.Running;

/// <summary>An answer as it came over the wire.</summary>
/// <param name="Status">The status.</param>
/// <param name="ContentType">The Content-Type; empty where there is none.</param>
/// <param name="Closes">True where the server closes the connection after it.</param>
/// <param name="Body">The body.</param>
internal sealed record HttpAnswer(int Status, string ContentType, bool Closes, byte[] Body);
