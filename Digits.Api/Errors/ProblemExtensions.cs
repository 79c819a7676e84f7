namespace Digits.Api.Errors;

/// <summary>Makes every failure of the pipeline a problem: exceptions, and statuses that routing answers without a body.</summary>
internal static class ProblemExtensions
{
    public static void AddProblems(this IServiceCollection services) => services.AddExceptionHandler<ProblemExceptionHandler>();

    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler(_ => { });
        app.UseStatusCodePages(context => context.HttpContext.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => Problem.NotFound.WriteAsync(context.HttpContext),
            StatusCodes.Status405MethodNotAllowed => Problem.MethodNotAllowed.WriteAsync(context.HttpContext),
            _ => Task.CompletedTask,
        });
    }
}
