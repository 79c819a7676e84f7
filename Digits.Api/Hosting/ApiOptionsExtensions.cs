using Digits.Core.Recognition;

namespace Digits.Api.Hosting;

/// <summary>Binds the service's options; a bad value or an unknown name stops the process.</summary>
internal static class ApiOptionsExtensions
{
    private static readonly HashSet<string> Known = new(
        typeof(ApiOptions).GetProperties().Concat(typeof(RecognitionOptions).GetProperties())
            .Where(property => property.CanWrite)
            .Select(property => property.Name),
        StringComparer.OrdinalIgnoreCase);

    public static void AddApiOptions(this WebApplicationBuilder builder) =>
        builder.Services.AddOptionsWithValidateOnStart<ApiOptions>()
            .BindConfiguration(ApiOptions.Section)
            .ValidateDataAnnotations()
            .Validate<IConfiguration>(
                (_, configuration) => Unknown(configuration) is null,
                $"The configuration section {ApiOptions.Section} holds a name that Digits does not know; known are {string.Join(", ", Known)}.");

    private static string? Unknown(IConfiguration configuration) => configuration.GetSection(ApiOptions.Section).GetChildren()
        .Select(child => child.Key)
        .FirstOrDefault(key => !Known.Contains(key));
}
