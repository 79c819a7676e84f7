namespace Digits.Fuzz.Bombs;

/// <summary>A request of at most 16 MiB that asks for much.</summary>
/// <param name="Name">What it asks for.</param>
/// <param name="Path">The path.</param>
/// <param name="Headers">Content-Type and the like, each with its CRLF.</param>
/// <param name="Body">Makes the body.</param>
internal sealed record Bomb(string Name, string Path, string Headers, Func<byte[]> Body)
{
    private const string Octets = "Content-Type: application/octet-stream\r\n";

    /// <summary>True to send every byte as a chunk of its own.</summary>
    public bool IsChunked { get; init; }

    public static Bomb Picture(string name, Func<byte[]> file) => new(name, "/predict/image", Octets, file);

    public static Bomb Json(string name, string endpoint, Func<byte[]> body) => new(name, "/predict/" + endpoint, "Content-Type: application/json\r\n", body);

    public override string ToString() => Name;
}
