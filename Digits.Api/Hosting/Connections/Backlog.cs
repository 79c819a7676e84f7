using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Digits.Api.Hosting.Connections;

/// <summary>The connections that the kernel has opened for a listening socket and nobody has accepted yet.</summary>
/// <remarks>
/// When the socket is closed, the kernel resets them, with the requests that their clients have sent already. So on Linux the kernel is
/// told first to open no more: a filter (socket(7), SO_ATTACH_FILTER) passes over every SYN. Its sender tries again a second later, and is
/// refused then by a port that nobody listens on, which no client can take for an accepted request.
/// </remarks>
internal static class Backlog
{
    private const int SolSocket = 1;
    private const int AttachFilter = 26;

    /// <summary>So long it may take until the last connection is open whose opening had begun: a way there and back.</summary>
    private static readonly TimeSpan RoundTrip = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// In the code of the Berkeley packet filter, eight bytes each (16 bits of operation, two jumps, an operand): load the flags of the TCP
    /// header, go on where SYN is set, accept the segment, drop the segment.
    /// </summary>
    private static readonly ulong[] DropsSyn =
    [
        Instruction(operation: 0x30, jumpIfTrue: 0, jumpIfFalse: 0, operand: 13),
        Instruction(operation: 0x45, jumpIfTrue: 1, jumpIfFalse: 0, operand: 2),
        Instruction(operation: 0x06, jumpIfTrue: 0, jumpIfFalse: 0, operand: uint.MaxValue),
        Instruction(operation: 0x06, jumpIfTrue: 0, jumpIfFalse: 0, operand: 0),
    ];

    /// <summary>Has no more connections opened, where the system can, and returns when all that are open have been accepted.</summary>
    public static async Task EmptyAsync(Socket listening, CancellationToken giveUp)
    {
        try
        {
            if (TryClose(listening))
            {
                await Task.Delay(RoundTrip, giveUp);
            }

            while (listening.Poll(0, SelectMode.SelectRead))
            {
                await Task.Delay(1, giveUp);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // It is about to be closed anyway.
        }
    }

    private static bool TryClose(Socket listening)
    {
        bool isTcp = listening.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6;
        if (!isTcp || !OperatingSystem.IsLinux() || !Environment.Is64BitProcess || !BitConverter.IsLittleEndian)
        {
            return false;
        }

        GCHandle program = GCHandle.Alloc(DropsSyn, GCHandleType.Pinned);
        try
        {
            // struct sock_fprog: the number of instructions, and where they are.
            long[] filter = [DropsSyn.Length, program.AddrOfPinnedObject()];
            listening.SetRawSocketOption(SolSocket, AttachFilter, MemoryMarshal.AsBytes(filter.AsSpan()));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
        finally
        {
            program.Free();
        }
    }

    private static ulong Instruction(ushort operation, byte jumpIfTrue, byte jumpIfFalse, uint operand) =>
        operation | ((ulong)jumpIfTrue << 16) | ((ulong)jumpIfFalse << 24) | ((ulong)operand << 32);
}
