namespace Digits.Api.Errors;

/// <summary>Remembers, for the log, the exception behind a 500.</summary>
internal sealed record UnexpectedFault(Exception Error);
