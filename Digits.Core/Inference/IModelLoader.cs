namespace Digits.Core.Inference;

/// <summary>Turns a model file into sessions; the seam at which tests put a model of their own.</summary>
internal interface IModelLoader
{
    /// <summary>Loads a model into as many sessions as may run side by side.</summary>
    /// <param name="file">The model.</param>
    /// <param name="sessions">How many sessions to make.</param>
    /// <param name="maxBatchSize">The largest batch that one run takes.</param>
    /// <exception cref="InvalidDataException">The file is damaged or not the model that model.json describes.</exception>
    SessionPool Load(ModelFile file, int sessions, int maxBatchSize);
}
