using System.Text.Json;

namespace Digits.Tests.Support;

public sealed class SchemaCheckTests
{
    [Theory]
    [InlineData("1", """{"type":"integer","minimum":1,"maximum":2}""", true)]
    [InlineData("1.0", """{"type":"integer"}""", true)]
    [InlineData("1.5", """{"type":"integer"}""", false)]
    [InlineData("0", """{"minimum":1}""", false)]
    [InlineData("3", """{"maximum":2}""", false)]
    [InlineData("null", """{"type":"string"}""", false)]
    [InlineData("null", """{"type":"string","nullable":true}""", true)]
    [InlineData("\"a\"", """{"enum":["b"]}""", false)]
    [InlineData("\"\"", """{"minLength":1}""", false)]
    [InlineData("\"ab\"", """{"maxLength":1}""", false)]
    [InlineData("\"ab\"", """{"pattern":"^a$"}""", false)]
    [InlineData("[1,2]", """{"maxItems":1}""", false)]
    [InlineData("[]", """{"minItems":1}""", false)]
    [InlineData("[1,\"a\"]", """{"items":{"type":"integer"}}""", false)]
    [InlineData("{}", """{"required":["a"]}""", false)]
    [InlineData("{}", """{"minProperties":1}""", false)]
    [InlineData("{\"a\":1}", """{"properties":{"a":{"type":"string"}}}""", false)]
    [InlineData("{\"b\":1}", """{"properties":{"a":{}},"additionalProperties":false}""", false)]
    [InlineData("1", """{"oneOf":[{"type":"integer"},{"type":"number"}]}""", false)]
    [InlineData("1", """{"oneOf":[{"type":"integer"},{"type":"string"}]}""", true)]
    [InlineData("1", """{"allOf":[{"type":"integer"},{"minimum":2}]}""", false)]
    [InlineData("\"digit\"", """{"$ref":"#/components/schemas/Verdict"}""", true)]
    [InlineData("\"seven\"", """{"$ref":"#/components/schemas/Verdict"}""", false)]
    public void Faults_OfAValue_AreThereWhereItDoesNotFit(string value, string schema, bool fits) =>
        Assert.Equal(fits, SchemaCheck.Faults(JsonElement.Parse(value), JsonElement.Parse(schema)).Count == 0);

    [Fact]
    public void Faults_OfAnUnknownKeyword_Throws() => Assert.Throws<NotSupportedException>(
        () => SchemaCheck.Faults(JsonElement.Parse("1"), JsonElement.Parse("""{"multipleOf":2}""")));
}
