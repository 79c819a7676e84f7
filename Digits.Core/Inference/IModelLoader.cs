namespace Digits.Core.Inference;

/// <summary>Turns a model file into sessions; the seam at which tests put a model of their own.</summary>
internal interface IModelLoader
{
    /// <summary>Loads a model into as many sessions as may run side by side.</summary>
    /// <param name="file">The model.</param>
    /// <param name="sessions">How many sessions to make.</param>
    /// <param name="maxBatchSize">The largest batch that one run takes.</param>
    /// <param name="cancellationToken">Gives up between two steps, of which none takes long.</param>
    /// <exception cref="InvalidDataException">The file is damaged, not the model that model.json describes, or reads digits wrongly.</exception>
    /// <exception cref="OperationCanceledException">It was given up; nothing is left behind.</exception>
    SessionPool Load(ModelFile file, int sessions, int maxBatchSize, CancellationToken cancellationToken = default);
}
