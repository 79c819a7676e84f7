using System.ComponentModel.DataAnnotations;
using Digits.Api.Access;
using Microsoft.Extensions.Options;

namespace Digits.Api.Hosting;

/// <summary>What the service adds to the recognizer's options, in the same configuration section.</summary>
internal sealed class ApiOptions
{
    /// <summary>The section of the configuration that holds every option of Digits.</summary>
    public const string Section = "Digits";

    /// <summary>The most bytes in a request's body, 1 KiB..1 GiB. Default: 16 MiB.</summary>
    [Range(1024, 1 << 30)]
    public int MaxBodyBytes { get; set; } = 16 << 20;

    /// <summary>
    /// The most bytes that the bodies of all requests together hold, 4 KiB..1 TiB, at least twice <see cref="MaxBodyBytes"/> because
    /// memory grows in steps; past it requests are refused. Default: 128 MiB.
    /// </summary>
    [Range(4096, 1L << 40)]
    public long MaxBufferedBytes { get; set; } = 128 << 20;

    /// <summary>The most items in one batch, 1..4096. Default: 128.</summary>
    [Range(1, 4096)]
    public int MaxBatchItems { get; set; } = 128;

    /// <summary>
    /// How many connections may be open at once, 1..1,000,000, and never more than the process may open files; past it the one that has been
    /// idle for longest is closed for a new one, or the new one where none is idle. Default: 4096.
    /// </summary>
    [Range(1, 1_000_000)]
    public int MaxConnections { get; set; } = 4096;

    /// <summary>
    /// Seconds after its last answer that an idle connection is closed, 1..86400. A proxy that keeps connections to the service must let go of
    /// them first. Default: 130, above what nginx and AWS (60), Go and Traefik (90) and Caddy (120) take by default.
    /// </summary>
    [Range(1, 86_400)]
    public double KeepAliveSeconds { get; set; } = 130;

    /// <summary>
    /// Seconds for which the service goes on taking requests after it was told to stop, 0..3600, while /health/ready says 503 and every answer
    /// closes its connection: what balancers take to notice. Default: 0; 5 in the container image.
    /// </summary>
    [Range(0, 3600)]
    public double DrainSeconds { get; set; }

    /// <summary>
    /// Addresses such as http://0.0.0.0:9090, between semicolons, of a listener for health checks and metrics alone, which then are nowhere
    /// else, with connections of its own. Default: none.
    /// </summary>
    [Required(AllowEmptyStrings = true)]
    public string ManagementUrls { get; set; } = "";

    /// <summary>Seconds after which a prediction is given up, upload included, 0.001..3600. Default: 30.</summary>
    [Range(0.001, 3600)]
    public double DeadlineSeconds { get; set; } = 30;

    /// <summary>
    /// The most seconds that Retry-After asks refused clients to wait, 1..3600; how many it asks for follows from the requests that have
    /// places and the rate at which they were answered. Default: 30.
    /// </summary>
    [Range(1, 3600)]
    public int RetryAfterSeconds { get; set; } = 30;

    /// <summary>
    /// How many requests with pixels are worked on at once, 0..1,000,000; past it they are refused before their body is read. 0 takes 64 and
    /// 64 for each processor, and never more than the queue's capacity. Default: 0.
    /// </summary>
    [Range(0, 1_000_000)]
    public int PixelPlaces { get; set; }

    /// <summary>The same for requests with a picture; 0 takes half as many. Default: 0.</summary>
    [Range(0, 1_000_000)]
    public int PicturePlaces { get; set; }

    /// <summary>The same for batches, 0..1,000,000; 0 takes 4 and 4 for each processor. Default: 0.</summary>
    [Range(0, 1_000_000)]
    public int BatchPlaces { get; set; }

    /// <summary>Whether the service measures itself and answers at /metrics. Default: true.</summary>
    public bool Metrics { get; set; } = true;

    /// <summary>Origins whose pages may call the service, or "*" for all. Default: none.</summary>
    [Required]
    public string[] CorsOrigins { get; set; } = [];

    /// <summary>Whether there is a page to draw on, at /draw-pad/. Default: false; the service has no page of its own but Swagger UI.</summary>
    public bool DrawPad { get; set; }

    /// <summary>
    /// The path that the service has behind a proxy which passes it on, such as /digits; requests without it are answered, too.
    /// Default: none.
    /// </summary>
    [Required(AllowEmptyStrings = true)]
    public string PathBase { get; set; } = "";

    /// <summary>
    /// Addresses, or networks such as 10.0.0.0/8, of the proxies whose X-Forwarded-For, -Proto, -Host and -Prefix are believed.
    /// Default: none.
    /// </summary>
    [Required]
    public string[] TrustedProxies { get; set; } = [];

    /// <summary>
    /// Keys, of 16 to 256 visible ASCII characters, by the names that the operator gives them; a prediction must bear one of them. Default: none,
    /// and nobody needs one.
    /// </summary>
    [Required]
    public Dictionary<string, string> ApiKeys { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// A file that holds a key, or a folder of such files, whose names are the keys' names; reread every ten seconds. Relative to the
    /// application's folder. Default: none.
    /// </summary>
    [Required(AllowEmptyStrings = true)]
    public string ApiKeysPath { get; set; } = "";

    /// <summary>How many digits each caller may ask for. Default: as many as it likes.</summary>
    [Required]
    [ValidateObjectMembers]
    public RateLimitOptions RateLimit { get; set; } = new();

    /// <summary>
    /// Seconds for which browsers are to ask this host by https alone (Strict-Transport-Security, RFC 6797), 0..63,072,000, said in answers
    /// over https; 0 says nothing. Default: 0.
    /// </summary>
    [Range(0, 63_072_000)]
    public int HstsSeconds { get; set; }
}
