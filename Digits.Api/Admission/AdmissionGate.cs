namespace Digits.Api.Admission;

/// <summary>Refuses predictions that there is no place for, before anything of their body is read.</summary>
/// <remarks>
/// What was sent before the time that a refusal named is refused once more, unless nobody else was for half a second: under overload those
/// who keep to Retry-After come first, and when it ends nobody is kept waiting.
/// </remarks>
internal sealed class AdmissionGate(RequestDelegate next, Refusal refusal)
{
    public Task InvokeAsync(HttpContext context)
    {
        Lane? lane = context.GetEndpoint()?.Metadata.GetMetadata<Lane>();
        return lane is not null && (!lane.HasPlace() || (lane.WasFull && refusal.IsTooEarly(context)))
            ? refusal.WriteAsync(context, lane)
            : next(context);
    }
}
