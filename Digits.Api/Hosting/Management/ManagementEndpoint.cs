namespace Digits.Api.Hosting.Management;

/// <summary>Marks endpoints for those who operate the service: where there is a management listener, they are on it and nowhere else.</summary>
internal sealed class ManagementEndpoint;
