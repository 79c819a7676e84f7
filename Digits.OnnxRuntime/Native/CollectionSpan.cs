using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime.Native;

/// <summary>Reads the collections of the public API as spans.</summary>
internal static class CollectionSpan
{
    /// <summary>An array or a list is read in place, without an enumerator; any other collection is copied.</summary>
    public static ReadOnlySpan<T> Of<T>(IReadOnlyCollection<T> items) => items switch
    {
        T[] array => array,
        List<T> list => CollectionsMarshal.AsSpan(list),
        _ => items.ToArray(),
    };
}
