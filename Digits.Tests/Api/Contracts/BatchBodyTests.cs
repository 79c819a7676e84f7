using System.Text;
using Digits.Api.Contracts;
using Digits.Api.Errors;
using Digits.Tests.Support;

namespace Digits.Tests.Api.Contracts;

public sealed class BatchBodyTests
{
    private const int MaxItems = 4;

    [Fact]
    public void Parse_Pictures_DecodesEachInItsPlace()
    {
        List<Parsed<RequestInput>> items = Items("""{"images":["AQID","BAUG","Bwg="]}""");
        Assert.Equal(["010203", "040506", "0708"], items.Select(item => Convert.ToHexString(item.Value!.Input.Bytes.Span)));
    }

    [Fact]
    public void Parse_Pixels_KeepsEachInItsPlace()
    {
        string zeros = string.Join(',', new byte[784]);
        List<Parsed<RequestInput>> items = Items($$"""{"pixels":[[{{zeros}}],[{{Samples.SevenRows}}],"{{Samples.SevenList}}"]}""");
        Assert.Equal([new byte[784], Samples.SevenPixels, Samples.SevenPixels], items.Select(item => item.Value!.Input.Bytes.ToArray()));
    }

    [Fact]
    public void Parse_ABadItem_NamesItsPlaceAndKeepsTheOthers()
    {
        List<Parsed<RequestInput>> items = Items("""{"images":["AQID","!",7,"BAUG"]}""");
        Assert.Equal([null, "invalid-base64", "missing-field", null], items.Select(item => item.Problem?.Slug));
        Assert.StartsWith("images[1]", items[1].Problem!.Detail, StringComparison.Ordinal);
        Assert.StartsWith("images[2]", items[2].Problem!.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"images\":[\"AAAA\"]}", null)]
    [InlineData("{\"images\":[1,2,3,4]}", null)]
    [InlineData("{\"images\":[1,2,3,4,5]}", "batch-too-large")]
    [InlineData("{\"pixels\":[[],[],[],[],[]]}", "batch-too-large")]
    [InlineData("{\"images\":[]}", "missing-field")]
    [InlineData("{\"images\":[1],\"images\":[1]}", "missing-field")]
    [InlineData("{\"pixels\":[1],\"images\":[1]}", "missing-field")]
    [InlineData("{\"pixels\":null,\"images\":[1]}", null)]
    [InlineData("{\"images\":[1],\"pixels\":null}", null)]
    [InlineData("{\"images\":null,\"pixels\":null}", "missing-field")]
    [InlineData("{\"images\":null}", "missing-field")]
    [InlineData("{\"images\":[1]", "malformed-json")]
    [InlineData("{\"images\":[1]}]", "malformed-json")]
    public void Parse_ABody_IsReadOrRefusedAsAWhole(string text, string? slug) =>
        Assert.Equal(slug, BatchBody.Parse(Encoding.UTF8.GetBytes(text), MaxItems).Problem?.Slug);

    [Fact]
    public void Parse_MutatedBodies_NeverThrowsAndNeverGivesMoreThanTheMost()
    {
        const string Valid = """{"images":["AQID","B\/UG","Bwg="],"a":{"b":[1,"\u0041"]}}""";
        string[] tokens = ["[", "]", "{", "}", "\"", "\\", "\\ud800", "\\u0041", ",", "1", "\"pixels\":[[1]],", "\"\\ud800\":1,", "null"];
        var random = new Random(20260107);
        for (int i = 0; i < 5_000; i++)
        {
            string text = Valid;
            for (int left = random.Next(1, 4); left > 0; left--)
            {
                int at = random.Next(text.Length);
                text = random.Next(3) switch
                {
                    0 => text.Remove(at, Math.Min(random.Next(1, 4), text.Length - at)),
                    1 => text.Insert(at, tokens[random.Next(tokens.Length)]),
                    _ => text[..at] + (char)random.Next(1, 128) + text[(at + 1)..],
                };
            }

            Parsed<List<Parsed<RequestInput>>> parsed = BatchBody.Parse(Encoding.UTF8.GetBytes(text), MaxItems);
            Assert.True(parsed.Problem is not null || parsed.Value is { Count: > 0 and <= MaxItems }, text);
        }
    }

    private static List<Parsed<RequestInput>> Items(string text)
    {
        Parsed<List<Parsed<RequestInput>>> parsed = BatchBody.Parse(Encoding.UTF8.GetBytes(text), MaxItems);
        Assert.True(parsed.TryGetValue(out List<Parsed<RequestInput>>? items, out Problem? problem), problem?.Detail);
        return items;
    }
}
