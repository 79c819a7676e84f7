// Uses the client that NSwag generates: `NSwag URL FOLDER`, where the folder holds the tests' pictures.
using System.Text.Json;
using Clients;
using Digits.Generated;

byte[] seven = File.ReadAllBytes(Path.Combine(args[1], "7-grey.png"));
string base64 = Convert.ToBase64String(seven);
using JsonDocument file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(args[1], "pixels", "7.json")));
int[] pixels = file.RootElement.GetProperty("pixels").Deserialize<int[]>()!;

using var http = new HttpClient();
var digits = new DigitsClient(http) { BaseUrl = args[0] };

await Check.Equal("NSwag: an uploaded file", "Digit 7 by cnn", async () =>
    One(await digits.PredictImageAsync(image: new FileParameter(new MemoryStream(seven), "7.png", "image/png"))));

await Check.Equal("NSwag: base64, by another model", "Digit 7 by softmax", async () =>
    One(await digits.PredictBase64Async(new Base64Request { Image = base64 }, model: "softmax")));

await Check.Equal("NSwag: pixels", "Digit 7 by cnn", async () =>
    One(await digits.PredictRawAsync(new RawRequest { Pixels = pixels })));

await Check.Equal("NSwag: an explanation", "1 candidate, 28 wide, no crop box", async () =>
{
    Prediction answer = await digits.PredictRawAsync(new RawRequest { Pixels = pixels }, top: 1, explain: true);
    string cropBox = answer.Explanation.CropBox is null ? "no crop box" : "a crop box";
    return $"{answer.Candidates.Count} candidate, {answer.Explanation.SourceWidth} wide, {cropBox}";
});

await Check.Equal("NSwag: a batch of pictures, one of them bad", "7, urn:digits:problem:invalid-base64, 7", async () =>
    All(await digits.PredictBatchAsync(new BatchRequest { Images = [base64, "no base64!", base64] })));

await Check.Equal("NSwag: a batch of pixels", "7, 7", async () =>
    All(await digits.PredictBatchAsync(new BatchRequest { Pixels = [pixels, pixels] })));

await Check.Equal("NSwag: a typed problem", "400 urn:digits:problem:wrong-pixel-count: pixels has 3 values; a digit has 784, 28 rows of 28.", async () =>
{
    try
    {
        return One(await digits.PredictRawAsync(new RawRequest { Pixels = [1, 2, 3] }));
    }
    catch (ApiException<Problem> error)
    {
        return $"{error.StatusCode} {error.Result.Type}: {error.Result.Detail}";
    }
});

await Check.Equal("NSwag: health", "live, ready", async () =>
    $"{(await digits.GetLivenessAsync()).Status}, {(await digits.GetReadinessAsync()).Status}");

await Check.Equal("NSwag: the contract and its errors", "openapi.yaml, errors.md", async () =>
{
    using FileResponse contract = await digits.GetContractAsync();
    using FileResponse errors = await digits.GetErrorsAsync();
    return string.Join(", ", Holds(contract.Stream, "openapi: ", "openapi.yaml"), Holds(errors.Stream, "wrong-pixel-count", "errors.md"));
});

return Check.ExitCode;

static string One(Prediction answer) => $"{answer.Verdict} {answer.Digit} by {answer.Model.Name}";

static string All(BatchPrediction answer) => string.Join(", ", answer.Predictions.Select(item => item.Problem?.Type ?? $"{item.Digit}"));

static string Holds(Stream stream, string text, string name) => new StreamReader(stream).ReadToEnd().Contains(text) ? name : $"no {text}";
