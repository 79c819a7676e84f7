namespace Digits.Api.Hosting;

/// <summary>Puts <see cref="FailureLog"/> into the pipeline.</summary>
internal static class FailureLogExtensions
{
    public static void UseFailureLog(this WebApplication app) => app.UseMiddleware<FailureLog>();
}
