namespace Digits.Api.Access;

/// <summary>Marks endpoints whose requests count against their caller's rate, where the service is configured to have any.</summary>
internal sealed class RateLimited;
