using System.Net;
using Digits.Api.Hosting.Management;

namespace Digits.Api.Health;

/// <summary>Where the service of a configuration is asked from the machine that it runs on.</summary>
/// <remarks>Reads what Kestrel reads, in its order: the endpoints of the section Kestrel, else urls, else the ports, else its default.</remarks>
internal static class ServiceAddresses
{
    private const string Default = "http://localhost:5000";

    /// <summary>
    /// The configuration that a service with this command line has: the same sources in the same order as
    /// <see cref="WebApplication.CreateBuilder(WebApplicationOptions)"/>, for half of the time and no host.
    /// </summary>
    /// <exception cref="InvalidDataException">A file of it is no JSON.</exception>
    /// <exception cref="FormatException">The command line is not well built.</exception>
    public static IConfiguration Configure(string[] args)
    {
        var configuration = new ConfigurationManager();
        configuration.SetBasePath(AppContext.BaseDirectory);
        configuration.AddEnvironmentVariables("ASPNETCORE_").AddEnvironmentVariables("DOTNET_").AddCommandLine(args);
        string environment = configuration[HostDefaults.EnvironmentKey] ?? Environments.Production;
        configuration
            .AddJsonFile("appsettings.json", optional: true)
            .AddJsonFile($"appsettings.{environment}.json", optional: true)
            .AddEnvironmentVariables()
            .AddCommandLine(args);
        return configuration;
    }

    /// <summary>
    /// Every address that the service tells of its health at, as seen from its machine: this machine's own address stands for a wildcard, a
    /// name or localhost. Sockets without a port, and ports that are chosen at start, are left out.
    /// </summary>
    /// <exception cref="FormatException">An address is none that Kestrel would take.</exception>
    public static IEnumerable<Uri> Find(IConfiguration configuration) =>
        from address in OfHealth(configuration).Select(BindingAddress.Parse)
        where !address.IsUnixPipe && !address.IsNamedPipe && address.Port is > 0 and <= IPEndPoint.MaxPort
        select new UriBuilder(address.Scheme, Reachable(address.Host).ToString(), address.Port).Uri;

    /// <summary>Every address that the service is to listen at, as the configuration has it.</summary>
    public static string[] Configured(IConfiguration configuration)
    {
        string[] endpoints = [.. configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>()];
        if (endpoints.Length > 0)
        {
            return endpoints;
        }

        string[] urls = Split(configuration[WebHostDefaults.ServerUrlsKey]);
        if (urls.Length > 0)
        {
            return urls;
        }

        string[] ports =
        [
            .. Split(configuration[WebHostDefaults.HttpPortsKey]).Select(port => $"http://*:{port}"),
            .. Split(configuration[WebHostDefaults.HttpsPortsKey]).Select(port => $"https://*:{port}"),
        ];
        return ports.Length > 0 ? ports : [Default];
    }

    /// <summary>The entries of a list between semicolons; none where there is no list.</summary>
    public static string[] Split(string? list) =>
        (list ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string[] OfHealth(IConfiguration configuration) =>
        Split(configuration[ManagementAddresses.Key]) is { Length: > 0 } managed ? managed : Configured(configuration);

    /// <summary>What Kestrel takes for no address, it listens for on all of them.</summary>
    private static IPAddress Reachable(string host) =>
        IPAddress.TryParse(host, out IPAddress? address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any)
            ? address
            : IPAddress.Loopback;
}
