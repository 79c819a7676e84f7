using System.Text.RegularExpressions;

namespace Digits.Api.Hosting;

/// <summary>Gives every request an id, the client's own where it sends a sane one, and says it in every answer.</summary>
internal static partial class RequestIds
{
    /// <summary>The header that carries the id both ways.</summary>
    public const string Header = "X-Request-Id";

    public static void UseRequestIds(this WebApplication app) => app.Use((context, next) =>
    {
        string? wanted = context.Request.Headers[Header];
        if (wanted is not null && Sane().IsMatch(wanted))
        {
            context.TraceIdentifier = wanted;
        }
        else
        {
            // Kestrel's own ids name a connection and count; a client that compares ids across restarts needs unique ones.
            context.TraceIdentifier = Guid.CreateVersion7().ToString("N");
        }

        context.Response.Headers[Header] = context.TraceIdentifier;
        return next(context);
    });

    [GeneratedRegex("^[A-Za-z0-9._-]{1,64}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Sane();
}
