using System.Globalization;
using Digits.Api.Errors;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Digits.Api.Hosting;

/// <summary>Gives a prediction up as soon as its client does, where that says how long it waits.</summary>
/// <remarks>
/// The framework takes a timeout from the endpoint, so that a request with one of its own gets an endpoint of its own. Whatever has waited
/// for longer in a queue is not run.
/// </remarks>
internal sealed class Deadline(RequestDelegate next, IOptions<ApiOptions> options, IOptions<RequestTimeoutOptions> timeouts)
{
    /// <summary>The header that says how many milliseconds the client waits.</summary>
    public const string Header = "X-Request-Timeout-Ms";

    private readonly double _longest = TimeSpan.FromSeconds(options.Value.DeadlineSeconds).TotalMilliseconds;
    private readonly RequestTimeoutPolicy _policy = timeouts.Value.Policies[LimitsExtensions.Policy];

    public Task InvokeAsync(HttpContext context)
    {
        StringValues wanted = context.Request.Headers[Header];
        if (wanted.Count == 0 || context.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<RequestTimeoutAttribute>() is null)
        {
            return next(context);
        }

        if (wanted is not [{ Length: <= 9 } text] || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int wait) || wait == 0)
        {
            return Problem.InvalidParameter($"{Header} must be a whole number of milliseconds from 1 to 999999999, given once.").WriteAsync(context);
        }

        if (wait < _longest)
        {
            context.SetEndpoint(WithTimeout(endpoint, TimeSpan.FromMilliseconds(wait)));
        }

        return next(context);
    }

    private Endpoint WithTimeout(Endpoint endpoint, TimeSpan timeout)
    {
        var policy = new RequestTimeoutPolicy
        {
            Timeout = timeout,
            TimeoutStatusCode = _policy.TimeoutStatusCode,
            WriteTimeoutResponse = _policy.WriteTimeoutResponse,
        };
        return new Endpoint(
            endpoint.RequestDelegate,
            new EndpointMetadataCollection([.. endpoint.Metadata.Where(one => one is not RequestTimeoutAttribute), policy]),
            endpoint.DisplayName);
    }
}
