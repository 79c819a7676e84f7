using System.Text;
using Digits.Api.Contracts;
using Digits.Tests.Support;

namespace Digits.Tests.Api.Contracts;

/// <summary>The scanner of plain pixels beside the general reader: what the one accepts, the other reads alike.</summary>
public sealed class PlainPixelsTests
{
    private const int Mutations = 20_000;

    [Theory]
    [InlineData("{{\"pixels\":[{0}]}}")]
    [InlineData(" {{ \"pixels\" :\r\n\t[ {0} ] }} \n")]
    public void TryParse_WholeNumbersInOneList_ReadsThem(string format)
    {
        byte[] pixels = new byte[784];
        Assert.True(PlainPixels.TryParse(Encoding.UTF8.GetBytes(string.Format(null, format, Samples.SevenList)), pixels));
        Assert.Equal(Samples.SevenPixels, pixels);
    }

    [Fact]
    public void TryParse_SpaceAroundEveryNumber_ReadsThem()
    {
        byte[] pixels = new byte[784];
        Assert.True(PlainPixels.TryParse(Encoding.UTF8.GetBytes($"{{\"pixels\":[{Samples.SevenList.Replace(",", " ,\n ", StringComparison.Ordinal)}]}}"), pixels));
        Assert.Equal(Samples.SevenPixels, pixels);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"pixels\":[1,2,3]}")]
    [InlineData("{\"pixels\":\"1,2\"}")]
    [InlineData("[]")]
    public void TryParse_AnythingElse_GivesUp(string body) => Assert.False(PlainPixels.TryParse(Encoding.UTF8.GetBytes(body), new byte[784]));

    [Theory]
    [InlineData("256")]
    [InlineData("-1")]
    [InlineData("007")]
    [InlineData("00")]
    [InlineData("1.0")]
    [InlineData("1e1")]
    [InlineData("1234")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("1 2")]
    public void TryParse_OneValueThatIsNoPlainLevel_GivesUp(string value)
    {
        string list = string.Join(',', Enumerable.Repeat("1", 400).Append(value).Concat(Enumerable.Repeat("2", 383)));
        Assert.False(PlainPixels.TryParse(Encoding.UTF8.GetBytes($"{{\"pixels\":[{list}]}}"), new byte[784]));
    }

    [Fact]
    public void TryParse_MutatedBodies_AcceptsNothingThatTheGeneralReaderReadsOtherwise()
    {
        byte[] plain = new byte[784];
        byte[] general = new byte[784];
        int accepted = 0;
        foreach (byte[] text in Mutated($"{{\"pixels\":[{Samples.SevenList}]}}", Mutations))
        {
            if (PlainPixels.TryParse(text, plain))
            {
                accepted++;
                Assert.Null(PixelJson.ParseAnyBody(text, general));
                Assert.Equal(general, plain);
            }
        }

        Assert.InRange(accepted, 1, Mutations - 1);
    }

    [Fact]
    public void TryParseBatch_SeveralLists_ReadsThem()
    {
        byte[] body = Encoding.UTF8.GetBytes($"{{\"pixels\": [[{Samples.SevenList}], [{string.Join(',', Enumerable.Repeat("9", 784))}]]}}");
        Assert.True(PlainPixels.TryParseBatch(body, 2, out List<byte[]>? digits));
        Assert.Equal([Samples.SevenPixels, [.. Enumerable.Repeat((byte)9, 784)]], digits);
    }

    [Theory]
    [InlineData("{\"pixels\":[]}")]
    [InlineData("{\"pixels\":[[]]}")]
    [InlineData("{\"images\":[[1]]}")]
    [InlineData("{\"pixels\":[[1,2]]}")]
    public void TryParseBatch_AnythingElse_GivesUp(string body) =>
        Assert.False(PlainPixels.TryParseBatch(Encoding.UTF8.GetBytes(body), 9, out _));

    [Fact]
    public void TryParseBatch_MoreThanAreTaken_GivesUp()
    {
        byte[] body = Encoding.UTF8.GetBytes($"{{\"pixels\":[[{Samples.SevenList}],[{Samples.SevenList}]]}}");
        Assert.False(PlainPixels.TryParseBatch(body, 1, out _));
    }

    [Fact]
    public void TryParseBatch_MutatedBodies_AcceptsNothingThatTheGeneralReaderReadsOtherwise()
    {
        int accepted = 0;
        foreach (byte[] text in Mutated($"{{\"pixels\":[[{Samples.SevenList}],[{Samples.SevenList}]]}}", Mutations / 4))
        {
            if (PlainPixels.TryParseBatch(text, 2, out List<byte[]>? plain))
            {
                accepted++;
                Assert.True(BatchBody.ParseAny(text, 2).TryGetValue(out List<Parsed<RequestInput>>? general, out _));
                Assert.Equal(plain, general.Select(item => item.Value!.Input.Bytes.ToArray()));
            }
        }

        Assert.InRange(accepted, 1, (Mutations / 4) - 1);
    }

    private static IEnumerable<byte[]> Mutated(string sound, int count)
    {
        byte[] alphabet = [.. "0123456789,,,[]{}\" \n.-+eE:\\\u0000x"u8];
        var random = new Random(4);
        for (int i = 0; i < count; i++)
        {
            List<byte> body = [.. Encoding.UTF8.GetBytes(sound)];
            for (int changes = random.Next(1, 4); changes > 0; changes--)
            {
                int at = random.Next(3) == 0 ? random.Next(Math.Min(16, body.Count)) : random.Next(body.Count);
                byte value = alphabet[random.Next(alphabet.Length)];
                switch (random.Next(3))
                {
                    case 0:
                        body[at] = value;
                        break;
                    case 1:
                        body.Insert(at, value);
                        break;
                    default:
                        body.RemoveAt(at);
                        break;
                }
            }

            yield return [.. body];
        }
    }
}
