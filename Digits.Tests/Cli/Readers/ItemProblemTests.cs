using Digits.Api.Errors;
using Digits.Cli.Readers;
using Digits.Core.Recognition;

namespace Digits.Tests.Cli.Readers;

public sealed class ItemProblemTests
{
    [Fact]
    public void From_EveryError_IsTheServicesRow() => Assert.All(Enum.GetValues<RecognitionErrorCode>(), code =>
    {
        var error = new RecognitionError(code, "detail");
        Problem row = Problem.From(error);
        Assert.Equal(new ItemProblem(row.Type, row.Title, row.Status, "detail"), ItemProblem.From(error));
    });
}
