namespace Digits.Api.Hosting;

/// <summary>Marks endpoints that take no new work while the process is stopping.</summary>
internal sealed class RefusedWhileDraining;
