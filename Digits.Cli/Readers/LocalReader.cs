using Digits.Cli.Models;
using Digits.Core.Inference;
using Digits.Core.Recognition;
using Microsoft.Extensions.DependencyInjection;

namespace Digits.Cli.Readers;

/// <summary>Reads in this process, with the library.</summary>
internal sealed class LocalReader : IDigitReader
{
    private const int FilesForEachProcessor = 4;
    private const int PixelsForEachProcessor = 48;

    private readonly ServiceProvider _services;
    private readonly DigitRecognizer _recognizer;
    private readonly RecognitionQuery _plain;
    private readonly RecognitionQuery _explained;

    private LocalReader(ServiceProvider services, string model)
    {
        _services = services;
        _recognizer = services.GetRequiredService<DigitRecognizer>();
        _plain = new RecognitionQuery(model);
        _explained = new RecognitionQuery(model, Explain: true);
    }

    public int Degree => FilesForEachProcessor * Environment.ProcessorCount;

    // Never more than the queue takes.
    public int PixelDegree => Math.Min(PixelsForEachProcessor * Environment.ProcessorCount, new RecognitionOptions().LargestGroup);

    /// <summary>Loads a model.</summary>
    /// <param name="model">Its name.</param>
    /// <param name="folder">The models folder.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidDataException">There is no such model, or it is damaged.</exception>
    public static async Task<LocalReader> LoadAsync(string model, string folder, CancellationToken cancellationToken)
    {
        _ = ModelOptions.Find(model, folder); // Says which models there are where this is none of them.
        ServiceProvider services = new ServiceCollection()
            .AddSingleton<IModelLoader>(new AskedModelLoader(model))
            .AddDigitRecognition(options =>
            {
                options.ModelsFolder = Path.GetFullPath(folder);
                options.DefaultModel = model;
            })
            .BuildServiceProvider();
        try
        {
            var reader = new LocalReader(services, model);
            await reader._recognizer.LoadAsync(cancellationToken);
            return reader;
        }
        catch
        {
            await services.DisposeAsync();
            throw;
        }
    }

    public async Task<Reply> ReadAsync(DigitInput input, bool explain, CancellationToken cancellationToken)
    {
        Outcome<Prediction> outcome = await _recognizer.RecognizeAsync(input, explain ? _explained : _plain, cancellationToken);
        return outcome.TryGetValue(out Prediction? prediction, out RecognitionError? error) ? prediction : ItemProblem.From(error);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
