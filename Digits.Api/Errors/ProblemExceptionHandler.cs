using Digits.Api.Hosting;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Options;

namespace Digits.Api.Errors;

/// <summary>Turns what was thrown into a problem: the server's own complaints of a request, or a fault.</summary>
/// <remarks>A client that left gets no answer; the middleware that calls this has dealt with that case already.</remarks>
internal sealed class ProblemExceptionHandler(IOptions<ApiOptions> options) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is ConnectionResetException or ConnectionAbortedException)
        {
            // The client is gone, though the server has not told the request so yet; the status is for the log.
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        Problem problem = exception switch
        {
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Problem.BodyTooLarge(options.Value.MaxBodyBytes),
            BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } => Problem.RequestTimeout,
            BadHttpRequestException or IOException => Problem.MalformedRequest("The request broke off or does not keep to HTTP."),
            _ => Problem.InternalError,
        };
        if (problem == Problem.InternalError)
        {
            httpContext.Features.Set(new UnexpectedFault(exception));
        }

        await problem.WriteAsync(httpContext);
        return true;
    }
}
