namespace Digits.Core.Diagnostics;

/// <summary>A stage on the way from a request's body to its answer, as the attribute of a measurement and the name of a span.</summary>
internal sealed class Stage
{
    private Stage(string name)
    {
        Span = $"digits.{name}";
        Attribute = new KeyValuePair<string, object?>("stage", name);
    }

    /// <summary>The body is received and understood.</summary>
    public static Stage Read { get; } = new("read");

    /// <summary>A picture waits for its turn to be decoded, and where there is none for the memory that this takes.</summary>
    public static Stage Turn { get; } = new("turn");

    /// <summary>A picture file becomes brightness.</summary>
    public static Stage Decode { get; } = new("decode");

    /// <summary>Brightness becomes the network's input.</summary>
    public static Stage Prepare { get; } = new("prepare");

    /// <summary>An input waits in the queue until a session takes it.</summary>
    public static Stage Wait { get; } = new("wait");

    /// <summary>A session runs a batch.</summary>
    public static Stage Run { get; } = new("run");

    /// <summary>An answer's heat map is computed.</summary>
    public static Stage Explain { get; } = new("explain");

    /// <summary>The answer is written as JSON and handed to the server.</summary>
    public static Stage Write { get; } = new("write");

    /// <summary>The span's name.</summary>
    public string Span { get; }

    /// <summary>The measurement's attribute.</summary>
    public KeyValuePair<string, object?> Attribute { get; }
}
