namespace Digits.Core.Imaging.Vips.Interop;

/// <summary>Owns one reference to an operation that is being prepared.</summary>
internal sealed class VipsOperationHandle : GObjectHandle;
