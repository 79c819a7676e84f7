namespace Digits.Api.Hosting;

/// <summary>Ties <see cref="Draining"/> to the life of the process and puts it into the pipeline.</summary>
internal static class DrainingExtensions
{
    public static void AddDraining(this IServiceCollection services)
    {
        services.AddSingleton<Draining>();
        services.AddHostedService(provider => provider.GetRequiredService<Draining>());
    }

    public static void UseDraining(this WebApplication app)
    {
        Draining draining = app.Services.GetRequiredService<Draining>();
        app.Lifetime.ApplicationStopping.Register(draining.Begin);
        app.Use(draining.InvokeAsync);
    }
}
