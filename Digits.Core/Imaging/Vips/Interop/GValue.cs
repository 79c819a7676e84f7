using System.Runtime.InteropServices;

namespace Digits.Core.Imaging.Vips.Interop;

/// <summary>GObject's tagged value (gvalue.h): a type and two words of data, written by GObject only.</summary>
/// <remarks>It starts zeroed and is unset when done.</remarks>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct GValue
{
    private readonly nuint _type;
    private readonly ulong _data0;
    private readonly ulong _data1;
}
