using Digits.Api.Hosting;

namespace Digits.Api.Endpoints;

/// <summary>The four ways to ask for a prediction, under one policy.</summary>
internal static class PredictionEndpoints
{
    public static void MapPredictions(this WebApplication app)
    {
        RouteGroupBuilder group = app.MapGroup("/predict");
        group.WithMetadata(new RefusedWhileDraining())
            .WithRequestTimeout(LimitsExtensions.Policy);

        SinglePrediction single = ActivatorUtilities.CreateInstance<SinglePrediction>(app.Services);
        group.MapPost("/base64", single.Of(static (context, bodies, _) => PredictBase64.ReadAsync(context, bodies)));
        group.MapPost("/image", single.Of(static (context, bodies, _) => PredictImage.ReadAsync(context, bodies)));
        group.MapPost("/raw", single.Of(PredictRaw.ReadAsync));
        group.MapPost("/batch", ActivatorUtilities.CreateInstance<PredictBatch>(app.Services).HandleAsync);
    }
}
