namespace Digits.Api.Hosting.Connections;

/// <summary>Tells connections of their requests.</summary>
internal static class ClientConnectionsExtensions
{
    /// <summary>Comes first in the pipeline: from there on a request's head is whole, and its connection is not closed for another's sake.</summary>
    public static void UseClientConnections(this WebApplication app) => app.Use(static (context, next) =>
    {
        if (context.Features.Get<ClientConnection>() is { } connection)
        {
            connection.BeginRequest();
            context.Response.OnCompleted(static connection =>
            {
                ((ClientConnection)connection).EndRequest();
                return Task.CompletedTask;
            }, connection);
        }

        return next(context);
    });
}
