using System.Buffers;

namespace Digits.Tests.OnnxRuntime;

/// <summary>Memory that counts its pins.</summary>
internal sealed class PinCountingMemory : MemoryManager<float>
{
    private readonly float[] _data;

    public PinCountingMemory(params float[] data) => _data = data;

    public int Pins { get; private set; }

    public override Span<float> GetSpan() => _data;

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        MemoryHandle inner = _data.AsMemory(elementIndex).Pin();
        Pins++;
        return new Handle(this, inner).Wrap();
    }

    public override void Unpin() => Pins--;

    protected override void Dispose(bool disposing)
    {
    }

    private sealed class Handle(PinCountingMemory owner, MemoryHandle inner) : IPinnable
    {
        public unsafe MemoryHandle Wrap() => new(inner.Pointer, pinnable: this);

        public MemoryHandle Pin(int elementIndex) => owner.Pin(elementIndex);

        public void Unpin()
        {
            inner.Dispose();
            owner.Unpin();
        }
    }
}
