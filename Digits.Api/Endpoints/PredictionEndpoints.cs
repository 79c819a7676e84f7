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

        group.MapPost("/base64", PredictBase64.HandleAsync);
        group.MapPost("/image", PredictImage.HandleAsync);
        group.MapPost("/raw", PredictRaw.HandleAsync);
        group.MapPost("/batch", PredictBatch.HandleAsync);
    }
}
