using System.Text.Json;

namespace Digits.Tests.Support;

public sealed class ContractSchemaTests
{
    private const string Prediction = "{" + PredictionFields + "}";

    private const string Problem = "{" + ProblemField + "}";

    private const string PredictionFields =
        """
        "digit":null,"confidence":0.5,"verdict":"uncertain","candidates":[{"digit":9,"probability":0.5}],
        "probabilities":[0,0,0,0,0.5,0,0,0,0,0.5],"model":{"name":"cnn","version":"4"}
        """;

    private const string ProblemField =
        """
        "problem":{"type":"urn:digits:problem:blank-image","title":"Blank image","status":422,"detail":"No ink."}
        """;

    [Theory]
    [InlineData("Verdict", "\"digit\"", true)]
    [InlineData("Verdict", "\"seven\"", false)]
    [InlineData("Candidate", """{"digit":1.0,"probability":0}""", true)]
    [InlineData("Candidate", """{"digit":1.5,"probability":0}""", false)]
    [InlineData("Candidate", """{"digit":-1,"probability":0}""", false)]
    [InlineData("Candidate", """{"digit":10,"probability":0}""", false)]
    [InlineData("Candidate", """{"digit":null,"probability":0}""", false)]
    [InlineData("Candidate", """{"digit":1}""", false)]
    [InlineData("Candidate", """{"digit":1,"probability":0,"other":0}""", false)]
    [InlineData("ModelId", """{"name":"","version":"1"}""", false)]
    [InlineData("PngDataUrl", "\"data:image/jpeg;base64,AAAA\"", false)]
    [InlineData("Prediction", Prediction, true)]
    [InlineData("Prediction", Problem, false)]
    [InlineData("BatchItem", Prediction, true)]
    [InlineData("BatchItem", Problem, true)]
    [InlineData("BatchItem", "{" + PredictionFields + "," + ProblemField + "}", false)]
    [InlineData("BatchItem", "{}", false)]
    [InlineData("BatchPrediction", """{"predictions":[]}""", false)]
    [InlineData("BatchPrediction", $$"""{"predictions":[{{Prediction}},{{Problem}}]}""", true)]
    [InlineData("BatchPrediction", """{"predictions":[{"digit":7}]}""", false)]
    [InlineData("BatchRequest", """{"images":["AAAA"]}""", true)]
    [InlineData("BatchRequest", """{"images":["AAAA"],"pixels":[]}""", false)]
    [InlineData("BatchRequest", "{}", false)]
    [InlineData("RawRequest", """{"pixels":[1,2,3]}""", false)]
    public void Faults_OfAValue_AreThereWhereItDoesNotFit(string schema, string value, bool fits)
    {
        JsonElement reference = JsonElement.Parse($$"""{"$ref":"#/components/schemas/{{schema}}"}""");
        Assert.Equal(fits, ContractSchema.Faults(JsonElement.Parse(value), reference).Length == 0);
    }
}
