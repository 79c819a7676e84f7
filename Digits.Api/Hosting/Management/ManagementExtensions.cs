using Digits.Api.Errors;
using Digits.Api.Health;
using Microsoft.Extensions.Options;

namespace Digits.Api.Hosting.Management;

/// <summary>
/// A listener of its own for those who operate the service, with connections of its own: whatever clients do at the public one, health
/// checks get through. Where it is configured, what is for operators is on it alone, and nothing else is.
/// </summary>
internal static class ManagementExtensions
{
    private const string Endpoints = "Kestrel:Endpoints";

    public static void AddManagement(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<ApiOptions>, ManagementRules>();
        builder.Services.AddSingleton<ManagementPorts>();
        string[] managed = ServiceAddresses.Split(builder.Configuration[ManagementAddresses.Key]);
        if (managed.Length == 0)
        {
            return;
        }

        if (builder.Configuration.GetSection(Endpoints).GetChildren().Any())
        {
            builder.Configuration.AddInMemoryCollection(
                managed.Select((address, i) => KeyValuePair.Create<string, string?>($"{Endpoints}:Management{i}:Url", address)));
            return;
        }

        // Ports are addresses from here on: the server takes one or the other.
        string[] all = [.. ServiceAddresses.Configured(builder.Configuration), .. managed];
        builder.WebHost.UseSetting(WebHostDefaults.HttpPortsKey, "").UseSetting(WebHostDefaults.HttpsPortsKey, "").UseUrls(all);
    }

    public static void UseManagement(this WebApplication app)
    {
        ManagementPorts ports = app.Services.GetRequiredService<ManagementPorts>();
        if (!ports.IsEmpty)
        {
            app.Use((HttpContext context, RequestDelegate next) =>
                ports.Contains(context.Connection.LocalPort) == context.GetEndpoint()?.Metadata.GetMetadata<ManagementEndpoint>() is not null
                    ? next(context)
                    : Problem.NotFound.WriteAsync(context));
        }
    }

    /// <summary>Has endpoints on the management listener alone, where there is one.</summary>
    public static TBuilder ForManagement<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(new ManagementEndpoint());
}
