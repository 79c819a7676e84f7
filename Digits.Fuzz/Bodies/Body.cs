namespace Digits.Fuzz.Bodies;

/// <summary>The body of a request and what its headers say of it.</summary>
/// <param name="Kind">What it was before it was damaged, for the table.</param>
/// <param name="Type">The Content-Type; null to send none.</param>
/// <param name="Bytes">The bytes.</param>
internal sealed record Body(string Kind, string? Type, byte[] Bytes)
{
    /// <summary>The Content-Encoding; null to send none.</summary>
    public string? Coding { get; init; }
}
