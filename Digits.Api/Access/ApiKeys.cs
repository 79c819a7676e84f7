using System.Security.Cryptography;
using System.Text;

namespace Digits.Api.Access;

/// <summary>The keys of which a request must bear one.</summary>
/// <remarks>
/// Thread-safe. What was read last counts; a key whose file is gone, or is no key any more, opens nothing. Where the folder itself cannot be
/// read, the keys stay as they were: that is a fault of the disk and nobody's wish.
/// </remarks>
internal sealed partial class ApiKeys(IConfiguration configuration, ILogger<ApiKeys> logger)
{
    private volatile IReadOnlyList<ApiKey> _keys = ApiKeySource.Read(configuration).Keys;
    private string _faults = "";

    /// <summary>Finds the key that a request bears; null where it is none of them.</summary>
    /// <remarks>Takes the same time whichever it is: SHA-256 of both sides is compared, with every key there is.</remarks>
    /// <param name="presented">What the request bears.</param>
    public ApiKey? Find(ReadOnlySpan<char> presented)
    {
        if (!ApiKey.IsSound(presented))
        {
            return null;
        }

        Span<byte> text = stackalloc byte[ApiKey.MostLength];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..Encoding.ASCII.GetBytes(presented, text)], hash);
        ApiKey? found = null;
        foreach (ApiKey key in _keys)
        {
            found = CryptographicOperations.FixedTimeEquals(key.Hash, hash) ? key : found;
        }

        return found;
    }

    /// <summary>Reads them anew. To be called by one thread at a time.</summary>
    public void Reread()
    {
        ApiKeySource source = ApiKeySource.Read(configuration);
        string faults = string.Join(' ', source.Faults);
        if (faults != _faults && faults.Length > 0)
        {
            LogFaults(faults);
        }

        _faults = faults;
        if (source.IsWhole && !source.Keys.Select(Identity).SequenceEqual(_keys.Select(Identity)))
        {
            _keys = source.Keys;
            string names = string.Join(", ", source.Keys.Select(key => key.Name));
            LogChanged(names);
        }
    }

    private static (string Name, string Hash) Identity(ApiKey key) => (key.Name, Convert.ToHexString(key.Hash));

    [LoggerMessage(EventId = 110, Level = LogLevel.Information, Message = "The API keys have changed; there are now: {Names}")]
    private partial void LogChanged(string names);

    [LoggerMessage(EventId = 111, Level = LogLevel.Error, Message = "Some API keys are of no use: {Faults}")]
    private partial void LogFaults(string faults);
}
