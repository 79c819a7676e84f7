using Microsoft.Extensions.Options;

namespace Digits.Api.Hosting;

/// <summary>Binds the service's options; a bad value or an unknown name stops the process.</summary>
internal static class ApiOptionsExtensions
{
    public static void AddApiOptions(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptionsWithValidateOnStart<ApiOptions, ApiOptionsValidator>()
            .BindConfiguration(ApiOptions.Section);
        builder.Services.AddSingleton<IValidateOptions<ApiOptions>, ApiOptionsRules>();
        builder.Services.AddSingleton<IValidateOptions<ApiOptions>, ProxyRules>();
    }
}
