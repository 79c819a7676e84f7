namespace Digits.Api.Errors;

/// <summary>Makes every failure of the pipeline a problem: exceptions by a handler; <see cref="Hosting.FailureLog"/> asks here for the statuses that routing leaves bare.</summary>
internal static class ProblemExtensions
{
    public static void AddProblems(this IServiceCollection services) => services.AddExceptionHandler<ProblemExceptionHandler>();

    public static void UseProblems(this WebApplication app) => app.UseExceptionHandler(_ => { });

    /// <summary>What to say where routing has set a status and no more; null for every other answer.</summary>
    /// <remarks>UseStatusCodePages does the same for a tenth of what a request allocates.</remarks>
    public static Problem? BareStatus(this HttpResponse response) =>
        response is { HasStarted: false, ContentLength: null, ContentType: null }
            ? response.StatusCode switch
            {
                StatusCodes.Status404NotFound => Problem.NotFound,
                StatusCodes.Status405MethodNotAllowed => Problem.MethodNotAllowed,
                _ => null,
            }
            : null;
}
