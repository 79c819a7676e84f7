using Digits.Core.Inference;

namespace Digits.Cli.Readers;

/// <summary>Loads the model that is asked, and spares the others: a command serves one.</summary>
internal sealed class AskedModelLoader(string name) : IModelLoader
{
    private readonly OnnxModelLoader _loader = new();

    public SessionPool Load(ModelFile file, int sessions, int maxBatchSize, CancellationToken cancellationToken = default) =>
        file.Manifest.Name == name ? _loader.Load(file, sessions, maxBatchSize, cancellationToken) : new SessionPool([]);
}
