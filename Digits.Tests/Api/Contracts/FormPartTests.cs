using Digits.Api.Contracts;

namespace Digits.Tests.Api.Contracts;

public sealed class FormPartTests
{
    [Theory]
    [InlineData("image", true)]
    [InlineData("images", true)]
    [InlineData("File", true)]
    [InlineData("files[]", true)]
    [InlineData("images[12]", true)]
    [InlineData("image_3", true)]
    [InlineData("'image'", true)]
    [InlineData("picture", false)]
    [InlineData("imagery", false)]
    [InlineData("filename", false)]
    [InlineData("7", false)]
    [InlineData("", false)]
    public void IsPictureName_OfAName_IsTrueForPicturesAlone(string name, bool isPicture) => Assert.Equal(isPicture, FormPart.IsPictureName(name));
}
