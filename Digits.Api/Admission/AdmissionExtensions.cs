using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Digits.Api.Admission;

/// <summary>Puts <see cref="AdmissionGate"/> into the pipeline.</summary>
internal static class AdmissionExtensions
{
    public static void AddAdmission(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<Lanes>();
        services.AddSingleton<RefusedConnections>();
        services.AddSingleton<Refusal>();
    }

    /// <summary>Comes before what a refused request need not pass through.</summary>
    public static void UseAdmission(this WebApplication app) => app.UseMiddleware<AdmissionGate>();
}
