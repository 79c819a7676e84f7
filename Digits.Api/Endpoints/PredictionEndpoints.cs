using Digits.Api.Access;
using Digits.Api.Admission;
using Digits.Api.Hosting;

namespace Digits.Api.Endpoints;

/// <summary>The five ways to ask for a prediction, under one policy.</summary>
internal static class PredictionEndpoints
{
    public static void MapPredictions(this WebApplication app)
    {
        RouteGroupBuilder group = app.MapGroup("/predict");
        group.WithRequestTimeout(LimitsExtensions.Policy);
        group.WithAccess(app.Configuration);

        SinglePrediction single = ActivatorUtilities.CreateInstance<SinglePrediction>(app.Services);
        Lanes lanes = app.Services.GetRequiredService<Lanes>();
        group.MapPost("/base64", single.Of(static (context, bodies, _) => PredictBase64.ReadAsync(context, bodies), lanes.Pictures))
            .WithMetadata(lanes.Pictures);
        group.MapPost("/image", single.Of(static (context, bodies, _) => PredictImage.ReadAsync(context, bodies), lanes.Pictures))
            .WithMetadata(lanes.Pictures);
        group.MapPost("/raw", single.Of(PredictRaw.ReadAsync, lanes.Pixels)).WithMetadata(lanes.Pixels);
        group.MapPost("/number", ActivatorUtilities.CreateInstance<PredictNumber>(app.Services).HandleAsync).WithMetadata(lanes.Pictures);
        group.MapPost("/batch", ActivatorUtilities.CreateInstance<PredictBatch>(app.Services).HandleAsync).WithMetadata(lanes.Batch);
    }
}
