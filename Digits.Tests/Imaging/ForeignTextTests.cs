using System.Text;
using Digits.Core.Imaging;

namespace Digits.Tests.Imaging;

public sealed class ForeignTextTests
{
    [Theory]
    [InlineData("iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4", "base64 text")]
    [InlineData("  \n_9j_4AAQSkZJRgABAQAAAQABAAD_2wBDAAMCAgICAgMCAgI\r\nDAwMDBA==", "base64 text")]
    [InlineData("data:image/png;base64,iVBORw0KGgo=", "data URL")]
    [InlineData("DATA:image/png;base64,iVBORw0KGgo=", "data URL")]
    [InlineData("<!DOCTYPE html><html>", "HTML")]
    [InlineData("\u00EF\u00BB\u00BF<HTML>", "HTML")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG")]
    [InlineData("<?xml version='1.0'?>\n<!-- a drawing -->\n<svg/>", "SVG")]
    [InlineData("<?xml version='1.0'?><Error/>", "XML")]
    [InlineData("{\"image\":\"iVBORw0KGgo=\"}", "JSON")]
    [InlineData("[0,0,255]", "JSON")]
    [InlineData("https://example.org/7.png", "an address")]
    [InlineData("\u0089PNG\n\u001A\n\0\0\0\rIHDR", "altered")]
    [InlineData("\u0089PNG\u001AIHDR", "altered")]
    [InlineData("\u00C2\u0089PNG\r\n\u001A\n", "altered")]
    [InlineData("\u00EF\u00BF\u00BDPNG\r\n\u001A\n", "altered")]
    [InlineData("\u00EF\u00BF\u00BD\u00EF\u00BF\u00BD\u00EF\u00BF\u00BD", "altered")]
    public void Refusal_TextOrAlteredBytes_SaysWhatToDo(string latin1, string said)
    {
        string refusal = ForeignFormat.Refusal(Encoding.Latin1.GetBytes(latin1));
        Assert.Contains(said, refusal, StringComparison.Ordinal);
        Assert.InRange(refusal.Length, 1, 200);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("short")]
    [InlineData("{\0")]
    [InlineData("A sentence that is long enough, but has spaces.")]
    public void Explanation_AnythingElse_IsNone(string latin1) => Assert.Null(ForeignText.Explanation(Encoding.Latin1.GetBytes(latin1)));
}
