namespace Digits.Core.Imaging.Vips.Interop;

/// <summary>Owns one reference to a region, which belongs to the thread that made it.</summary>
internal sealed class VipsRegionHandle : GObjectHandle;
