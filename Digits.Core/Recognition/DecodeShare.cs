namespace Digits.Core.Recognition;

/// <summary>Bytes that one decoding may hold until it is disposed.</summary>
/// <param name="Memory">Whose they are.</param>
/// <param name="Bytes">How many.</param>
internal readonly record struct DecodeShare(DecodeMemory Memory, long Bytes) : IDisposable
{
    public void Dispose() => Memory.Release(Bytes);
}
