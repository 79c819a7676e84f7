using Digits.Core.Imaging;
using Digits.Core.Inference;
using Digits.Core.Recognition;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

#pragma warning disable IDE0130 // Where callers look for Add... methods.
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Adds the recognizer to a container.</summary>
public static class DigitRecognitionServiceCollectionExtensions
{
    /// <summary>
    /// Adds a shared <see cref="DigitRecognizer"/>. Under a generic host its models are loaded in the background at start; without
    /// one, await <see cref="DigitRecognizer.LoadAsync"/>.
    /// </summary>
    /// <remarks>
    /// The container owns the recognizer: when it is disposed of, the recognizer takes no new work and finishes what it has accepted.
    /// To resolve it throws OptionsValidationException where an option is out of range, <see cref="InvalidDataException"/> where the models
    /// folder or the default model is missing, and <see cref="DllNotFoundException"/> where a native library is.
    /// </remarks>
    /// <param name="services">The container.</param>
    /// <param name="configure">Changes the options from their defaults.</param>
    /// <returns>The container.</returns>
    public static IServiceCollection AddDigitRecognition(this IServiceCollection services, Action<RecognitionOptions>? configure = null)
    {
        services.AddLogging();
        services.AddOptionsWithValidateOnStart<RecognitionOptions, RecognitionOptionsValidator>();
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.TryAddSingleton<IImageCodec, ImageCodec>();
        services.TryAddSingleton<IModelLoader, OnnxModelLoader>();
        services.TryAddSingleton<ModelCatalog>();
        services.TryAddSingleton<PictureReader>();
        services.TryAddSingleton<InputReader>();
        services.TryAddSingleton(provider => new ImageDecoder(provider.GetRequiredService<IImageCodec>(), Options(provider).MaxImagePixels));
        services.TryAddSingleton(provider => new DigitRecognizer(
            provider.GetRequiredService<ModelCatalog>(), provider.GetRequiredService<InputReader>(), Options(provider)));
        services.AddHostedService<ModelLoading>();
        return services;
    }

    private static RecognitionOptions Options(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<RecognitionOptions>>().Value;
}
