using System.Text;
using Digits.Fuzz.Requests;
using Digits.Fuzz.Running;

namespace Digits.Tests.Fuzz;

/// <summary>A fuzz whose rules let everything through finds nothing.</summary>
public sealed class AnswerRulesTests
{
    private const string Problem = """{"type":"urn:digits:problem:malformed-json","title":"t","status":400,"detail":"d","requestId":"r"}""";

    private static readonly FuzzCase Sound = new(1, "raw", "JSON", [], KeepsFraming: true, 0);

    [Theory]
    [InlineData(400, "application/problem+json", Problem, true)]
    [InlineData(400, "application/json", Problem, false)]
    [InlineData(422, "application/problem+json", Problem, false)]
    [InlineData(400, "application/problem+json", """{"type":"urn:digits:problem:never-heard-of","title":"t","status":400,"detail":"d","requestId":"r"}""", false)]
    [InlineData(400, "application/problem+json", """{"type":"urn:digits:problem:malformed-json","status":400}""", false)]
    [InlineData(400, "", "", false)]
    [InlineData(500, "application/problem+json", Problem, false)]
    [InlineData(200, "application/json", """{"digit":7,"verdict":"digit"}""", true)]
    [InlineData(200, "application/json", """{"digit":7""", false)]
    [InlineData(200, "application/json", "{}", false)]
    [InlineData(301, "", "", false)]
    public void Fault_OfAnAnswer_IsFound(int status, string type, string body, bool sound) =>
        Assert.Equal(sound, AnswerRules.Fault(Sound, new HttpAnswer(status, type, Closes: false, Encoding.UTF8.GetBytes(body))) is null);

    [Fact]
    public void Fault_NoAnswer_IsOneWhereTheRequestWasWhole()
    {
        Assert.NotNull(AnswerRules.Fault(Sound, null));
        Assert.Null(AnswerRules.Fault(Sound with { KeepsFraming = false }, null));
    }

    [Theory]
    [InlineData("POST / HTTP/1.1\r\nX-Request-Timeout-Ms: 1\r\n\r\n", true)]
    [InlineData("POST / HTTP/1.1\r\nX-Request-Timeout-Ms: 10000\r\n\r\n", false)]
    public void Fault_TooLate_IsOneWhereTheClientHasTime(string request, bool sound)
    {
        byte[] late = Encoding.UTF8.GetBytes(Problem.Replace("400", "504", StringComparison.Ordinal).Replace("malformed-json", "deadline-exceeded", StringComparison.Ordinal));
        FuzzCase sent = Sound with { Request = Encoding.ASCII.GetBytes(request) };
        Assert.Equal(sound, AnswerRules.Fault(sent, new HttpAnswer(504, "application/problem+json", Closes: false, late)) is null);
    }

    [Theory]
    [InlineData("""{"digit":7}""", true)]
    [InlineData("""{"digit":1}""", false)]
    [InlineData("""{"digit":null}""", false)]
    public void ProbeFault_OfASoundSeven_IsAnythingButASeven(string body, bool sound) =>
        Assert.Equal(sound, AnswerRules.ProbeFault(7, new HttpAnswer(200, "application/json", Closes: false, Encoding.UTF8.GetBytes(body))) is null);
}
