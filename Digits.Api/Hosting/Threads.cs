using Digits.Core.Recognition;

namespace Digits.Api.Hosting;

/// <summary>Has threads at hand for requests while others decode pictures.</summary>
internal static class Threads
{
    /// <summary>
    /// Raises the least number of pool threads. Decoding keeps a thread for as long as a photo takes, and the pool waits half a second
    /// before it adds one: with fifty photos at once on two processors, requests for nothing but pixels waited that long.
    /// </summary>
    public static void AddThreads(this WebApplicationBuilder builder)
    {
        var options = new RecognitionOptions();
        builder.Configuration.GetSection(ApiOptions.Section).Bind(options);
        int decoders = options.Parallelism > 0 ? options.Parallelism : Environment.ProcessorCount;
        ThreadPool.GetMinThreads(out int workers, out int completionPorts);
        ThreadPool.SetMinThreads(workers + (2 * decoders), completionPorts);
    }
}
