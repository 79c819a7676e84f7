namespace Digits.Api.Admission;

/// <summary>A place in a <see cref="Lane"/>.</summary>
/// <param name="TakenAt">The clock's timestamp.</param>
/// <param name="Position">How many had places then, this one included.</param>
internal readonly record struct Place(long TakenAt, int Position);
