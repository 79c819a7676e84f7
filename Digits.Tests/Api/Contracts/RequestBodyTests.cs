using System.Buffers;
using Digits.Api.Contracts;
using Digits.Api.Hosting;
using Microsoft.Extensions.Options;

namespace Digits.Tests.Api.Contracts;

public sealed class RequestBodyTests
{
    private const int Limit = 16 << 20;

    // Through the pool, past it into native memory, and as that grows.
    [Theory]
    [InlineData(1, 1_000)]
    [InlineData(4_096, 100)]
    [InlineData(100_000, 60)]
    [InlineData(3_000_000, 5)]
    public void TryAppend_PieceByPiece_KeepsEveryByte(int piece, int pieces)
    {
        using var body = new RequestBody(Memory(Limit));
        for (int i = 0; i < pieces; i++)
        {
            Assert.True(body.TryAppend(Piece(piece, i), 0));
        }

        Assert.Equal(piece * pieces, body.Bytes.Length);
        for (int i = 0; i < pieces; i++)
        {
            Assert.Equal(-1, body.Bytes.Span.Slice(i * piece, piece).IndexOfAnyExcept((byte)i));
        }
    }

    // A large body counts for hardly more than it has, so that as many are let in as there is room for.
    [Theory]
    [InlineData(10_000_000)]
    [InlineData(15_900_000)]
    public void TryAppend_LargeBody_CountsForAQuarterMoreAtMost(int length)
    {
        using var body = new RequestBody(Memory(length + (length / 4) + (256 << 10)));
        for (int at = 0; at < length; at += 4_096)
        {
            Assert.True(body.TryAppend(Piece(Math.Min(4_096, length - at), 1), 0));
        }

        Assert.Equal(length, body.Bytes.Length);
    }

    [Fact]
    public void TryAppend_BeyondWhatAllMayHold_IsRefusedAndWhatWasTakenComesBack()
    {
        BodyMemory memory = Memory(1 << 20);
        using var other = new RequestBody(memory);
        using (var body = new RequestBody(memory))
        {
            Assert.True(body.TryAppend(Piece(900_000, 1), 0));
            Assert.False(body.TryAppend(Piece(900_000, 1), 0));
            Assert.False(other.TryAppend(Piece(900_000, 1), 0));
        }

        Assert.True(other.TryAppend(Piece(900_000, 1), 0));
    }

    private static BodyMemory Memory(long limit) => new(Options.Create(new ApiOptions { MaxBufferedBytes = limit }));

    private static ReadOnlySequence<byte> Piece(int length, int value) => new([.. Enumerable.Repeat((byte)value, length)]);
}
