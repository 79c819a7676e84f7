namespace Digits.Core.Imaging.Vips.Interop;

/// <summary>Owns one reference to an image: its header, and the recipe of its pixels.</summary>
internal sealed class VipsImageHandle : GObjectHandle;
