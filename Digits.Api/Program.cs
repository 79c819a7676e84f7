using Digits.Api.Access;
using Digits.Api.Admission;
using Digits.Api.Endpoints;
using Digits.Api.Errors;
using Digits.Api.Health;
using Digits.Api.Hosting;
using Digits.Api.Hosting.Connections;
using Digits.Api.Hosting.Management;
using Digits.Api.Telemetry;

if (args is [HealthProbe.Verb, .. string[] options])
{
    Environment.ExitCode = HealthProbe.Run(options);
    return;
}

StartupFaults.ExplainInOneLine();
NativeHeap.Bound();
StartupSettings.Require(args, Environment.GetEnvironmentVariables());

WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions
{
    Args = args,

    // appsettings.json lies beside the service, from whatever folder that is started.
    ContentRootPath = AppContext.BaseDirectory,
});

builder.AddLog();
builder.AddApiOptions();
builder.AddThreads();
builder.AddLimits();
builder.AddManagement();
builder.AddConfiguredCors();
builder.AddSecurityHeaders();
builder.AddAccess();
builder.AddTelemetry();
builder.Services.AddProblems();
builder.Services.AddDraining();
builder.Services.AddAdmission();
builder.Services.AddDigitRecognition(builder.Configuration.GetSection(ApiOptions.Section).Bind);

WebApplication app = builder.Build();

app.UseClientConnections();
app.UseTelemetry();
app.UseDraining();
app.UseConfiguredProxies();
app.UseRequestIds();
app.UseSecurityHeaders();
app.UseConfiguredCors();
app.UseAccess();
app.UseAdmission();
app.UseFailureLog();
app.UseProblems();
app.UseManagement();
app.UseLimits();

app.MapPredictions();
app.MapHealth();
app.MapMetrics();
app.MapDocumentation();
app.MapDrawPad();

await app.RunExplainedAsync();
