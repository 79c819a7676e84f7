using System.Text.Json;

namespace Digits.Cli.Bench;

/// <summary>Figures as one line of JSON.</summary>
internal static class FiguresJson
{
    public static string Write(Figures figures) => JsonLine.Of(json => Write(json, figures));

    private static void Write(Utf8JsonWriter json, Figures figures)
    {
        json.WriteString("model", figures.Model.Name);
        json.WriteString("version", figures.Model.Version);
        json.WriteNumber("processors", Environment.ProcessorCount);
        json.WriteStartArray("stages");
        foreach (Stage stage in figures.Stages)
        {
            json.WriteStartObject();
            json.WriteString("stage", stage.Name);
            json.WriteNumber("medianMilliseconds", Math.Round(stage.Median, 4));
            json.WriteNumber("p95Milliseconds", Math.Round(stage.Slow, 4));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("rates");
        foreach (Rate rate in figures.Rates)
        {
            json.WriteStartObject();
            json.WriteBoolean("noise", rate.IsNoise);
            json.WriteNumber("sessions", rate.Sessions);
            json.WriteNumber("batch", rate.Batch);
            json.WriteNumber("imagesPerSecond", Math.Round(rate.ImagesPerSecond));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
