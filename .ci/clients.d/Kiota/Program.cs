// Uses the client that Kiota generates: `Kiota URL FOLDER`, where the folder holds the tests' pictures.
using System.Text.Json;
using Clients;
using Digits.Generated;
using Digits.Generated.Models;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Abstractions.Serialization;
using Microsoft.Kiota.Http.HttpClientLibrary;

byte[] seven = File.ReadAllBytes(Path.Combine(args[1], "7-grey.png"));
string base64 = Convert.ToBase64String(seven);
using JsonDocument file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(args[1], "pixels", "7.json")));
List<int?> pixels = file.RootElement.GetProperty("pixels").Deserialize<List<int?>>()!;

using var adapter = new HttpClientRequestAdapter(new AnonymousAuthenticationProvider()) { BaseUrl = args[0] };
var digits = new DigitsClient(adapter);

await Check.Equal("Kiota: an uploaded file", "Digit 7 by cnn", async () =>
{
    var form = new MultipartBody();
    form.AddOrReplacePart("image", "image/png", seven, "7.png");
    return One(await digits.Predict.Image.PostAsync(form));
});

await Check.Equal("Kiota: base64, by another model", "Digit 7 by softmax", async () =>
    One(await digits.Predict.Base64.PostAsync(new Base64Request { Image = base64 }, with => with.QueryParameters.Model = "softmax")));

await Check.Equal("Kiota: pixels", "Digit 7 by cnn", async () =>
    One(await digits.Predict.Raw.PostAsync(new RawRequest { Pixels = pixels })));

await Check.Equal("Kiota: an explanation", "1 candidate, 28 wide, no crop box", async () =>
{
    Prediction? answer = await digits.Predict.Raw.PostAsync(new RawRequest { Pixels = pixels }, with =>
    {
        with.QueryParameters.Top = 1;
        with.QueryParameters.Explain = true;
    });
    string cropBox = answer!.Explanation!.CropBox is null ? "no crop box" : "a crop box";
    return $"{answer.Candidates!.Count} candidate, {answer.Explanation.SourceWidth} wide, {cropBox}";
});

await Check.Equal("Kiota: a batch of pictures, one of them bad", "7, urn:digits:problem:invalid-base64, 7", async () =>
    All(await digits.Predict.Batch.PostAsync(new BatchRequest { Images = [base64, "no base64!", base64] })));

await Check.Equal("Kiota: a batch of pixels", "7, 7", async () =>
{
    // A list of lists has no type of its own in Kiota's clients.
    var item = new UntypedArray(pixels.Select(pixel => new UntypedInteger(pixel!.Value)));
    return All(await digits.Predict.Batch.PostAsync(new BatchRequest { Pixels = new UntypedArray([item, item]) }));
});

await Check.Equal("Kiota: a typed problem", "400 urn:digits:problem:wrong-pixel-count: pixels has 3 values; a digit has 784, 28 rows of 28.", async () =>
{
    try
    {
        return One(await digits.Predict.Raw.PostAsync(new RawRequest { Pixels = [1, 2, 3] }));
    }
    catch (Problem error)
    {
        return $"{error.ResponseStatusCode} {error.Type}: {error.Message}";
    }
});

await Check.Equal("Kiota: health", "live, ready", async () =>
    $"{(await digits.Health.Live.GetAsync())!.Status}, {(await digits.Health.Ready.GetAsync())!.Status}");

await Check.Equal("Kiota: the contract and its errors", "openapi.yaml, errors.md", async () =>
{
    using Stream? contract = await digits.OpenapiYaml.GetAsync();
    using Stream? errors = await digits.Docs.ErrorsMd.GetAsync();
    return string.Join(", ", Holds(contract!, "openapi: ", "openapi.yaml"), Holds(errors!, "wrong-pixel-count", "errors.md"));
});

return Check.ExitCode;

static string One(Prediction? answer) => $"{answer!.Verdict} {answer.Digit} by {answer.Model!.Name}";

static string All(BatchPrediction? answer) => string.Join(", ", answer!.Predictions!.Select(item => item.Problem?.Type ?? $"{item.Digit}"));

static string Holds(Stream stream, string text, string name) => new StreamReader(stream).ReadToEnd().Contains(text) ? name : $"no {text}";
