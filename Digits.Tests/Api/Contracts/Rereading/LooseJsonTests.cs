using System.Text;
using System.Text.Json;
using Digits.Api.Contracts.Rereading;

namespace Digits.Tests.Api.Contracts.Rereading;

public sealed class LooseJsonTests
{
    [Theory]
    [InlineData("{'a': 'b', 'c': True, 'd': [None, False]}", "{\"a\": \"b\", \"c\": true, \"d\": [null, false]}")]
    [InlineData("{'a': b'bc', u'd': 'b'}", "{\"a\": \"bc\", \"d\": \"b\"}")]
    [InlineData("{\"a\":\"b\r\n\tc\"}", "{\"a\":\"bc\"}")]
    [InlineData("{\"it's\":\"a \\\" 'b'\\n\"}", "{\"it's\":\"a \\\" 'b'\\n\"}")]
    [InlineData("{\"a\":\"True\"}", "{\"a\":\"True\"}")]
    [InlineData("{\n\"a\": 1\n}", "{\n\"a\": 1\n}")]
    [InlineData("", "")]
    public void Mend_WhatIsNearlyJson_MakesJson(string text, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(LooseJson.Mend(Encoding.UTF8.GetBytes(text))));

    [Fact]
    public void Mend_JsonOfTheFrameworks_LeavesItAsItIs()
    {
        string json = JsonSerializer.Serialize(new { Text = "a\\b\"c'd\n\u0001é", Number = -1.5e-3, Flag = true, None = (string?)null, List = (int[])[1, 2] });
        Assert.Equal(json, Encoding.UTF8.GetString(LooseJson.Mend(Encoding.UTF8.GetBytes(json))));
    }

    [Fact]
    public void Mend_RandomText_NeverThrowsOrGrows()
    {
        string[] tokens = ["'", "\"", "\\", "b", "u", "True", "Tru", "None", "{", ":", "\n", "a", "é"];
        var random = new Random(20260107);
        for (int i = 0; i < 50_000; i++)
        {
            byte[] text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(16)).Select(_ => tokens[random.Next(tokens.Length)])));
            Assert.InRange(LooseJson.Mend(text).Length, 0, text.Length);
        }
    }
}
