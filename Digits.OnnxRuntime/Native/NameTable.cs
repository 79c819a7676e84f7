using System.Text;

namespace Microsoft.ML.OnnxRuntime.Native;

/// <summary>The names of a session's inputs or outputs as zero-terminated UTF-8, ready to be passed to every run.</summary>
/// <remarks>Immutable, hence thread-safe. A pointer is good while the table is reachable.</remarks>
internal sealed class NameTable
{
    private readonly Dictionary<string, nint> _pointers;
    private readonly byte[] _text;
    private readonly string _role;

    /// <param name="role">What the names name, for messages: "input" or "output".</param>
    /// <param name="names">Distinct names.</param>
    public unsafe NameTable(string role, ReadOnlySpan<string> names)
    {
        int length = 0;
        foreach (string name in names)
        {
            length += Encoding.UTF8.GetByteCount(name) + 1;
        }

        // The pinned heap never moves its arrays: the pointers stay good without a handle that would have to be freed.
        _text = GC.AllocateArray<byte>(length, pinned: true);
        _pointers = new Dictionary<string, nint>(names.Length, StringComparer.Ordinal);
        _role = role;
        int start = 0;
        foreach (string name in names)
        {
            fixed (byte* text = &_text[start])
            {
                _pointers.Add(name, (nint)text);
            }

            start += Encoding.UTF8.GetBytes(name, _text.AsSpan(start)) + 1;
        }
    }

    /// <exception cref="OnnxRuntimeException">The model has no such name.</exception>
    public nint this[string name] =>
        _pointers.TryGetValue(name, out nint pointer)
            ? pointer
            : throw new OnnxRuntimeException(
                ErrorCode.InvalidArgument, $"The model has no {_role} '{name}', only {string.Join(", ", _pointers.Keys)}.");

    /// <summary>Looks the names up in order.</summary>
    /// <exception cref="ArgumentException">There are not as many names as places for their pointers.</exception>
    /// <exception cref="OnnxRuntimeException">The model has no such name.</exception>
    public void CopyTo(ReadOnlySpan<string> names, Span<nint> pointers)
    {
        if (names.Length != pointers.Length)
        {
            throw new ArgumentException($"There are {names.Length} {_role} names and {pointers.Length} {_role} values.", nameof(names));
        }

        for (int i = 0; i < names.Length; i++)
        {
            pointers[i] = this[names[i]];
        }
    }
}
