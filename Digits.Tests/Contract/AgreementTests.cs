using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Web;
using Digits.Cli;
using Digits.Cli.Readers;
using Digits.Core.Recognition;
using Digits.Core.Serialization;
using Digits.Tests.Cli;
using Digits.Tests.Support;

namespace Digits.Tests.Contract;

/// <summary>openapi.yaml, Digits.http and the command line call the same things by the same names.</summary>
public sealed class AgreementTests
{
    private static readonly Command Predict = DigitsCommand.Create().Subcommands.Single(command => command.Name == "predict");

    public static TheoryData<string> Answers => ["AnswerDigit", "AnswerDigitOfPixels", "AnswerUncertain", "AnswerNotADigit", "AnswerExplained"];

    [Fact]
    public void Requests_OfTheHttpFile_AskForPathsAndQueriesOfTheContract()
    {
        string[] unknown =
        [
            .. from request in HttpFile.Read()
               let target = request.Target.Split('?')
               where target[0] != "/swagger/index.html"
               from name in (string?[])["", .. HttpUtility.ParseQueryString(target.ElementAtOrDefault(1) ?? "").AllKeys]
               where !Queries($"{request.Method} {target[0]}").Contains(name)
               select $"{request.Title}: {request.Target}",
        ];
        Assert.Empty(unknown);
    }

    [Theory]
    [InlineData("model")]
    [InlineData("top")]
    [InlineData("explain")]
    public async Task Query_OfAPrediction_IsAnOptionOfTheCommandAndInItsHelp(string name)
    {
        Assert.All(
            ContractFile.Operations.Where(operation => operation.Path.StartsWith("/predict/", StringComparison.Ordinal)),
            operation => Assert.Contains(name, Queries($"{operation.Method} {operation.Path}")));
        Assert.Contains($"--{name}", await HelpAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public void Top_OfTheCommand_HasTheRangeAndTheDefaultOfTheContract()
    {
        JsonElement top = ContractFile.Component("parameters", "Top").GetProperty("schema");
        int least = top.GetProperty("minimum").GetInt32();
        int most = top.GetProperty("maximum").GetInt32();
        Assert.Equal(top.GetProperty("default").GetInt32(), Predict.Parse("7.png").GetValue<int>("--top"));
        foreach (int value in (int[])[least - 1, least, most, most + 1])
        {
            ParseResult parsed = Predict.Parse(string.Create(CultureInfo.InvariantCulture, $"7.png --top {value}"));
            Assert.Equal(value < least || value > most, parsed.Errors.Count > 0);
        }
    }

    [Fact]
    public async Task Model_WhereNoneIsNamed_IsTheSameForServiceAndCommand()
    {
        string byDefault = ContractFile.Component("parameters", "Model").GetProperty("schema").GetProperty("default").GetString()!;
        Assert.Equal(new RecognitionOptions().DefaultModel, byDefault);
        Assert.Contains($"default {byDefault}", await HelpAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public void Verdicts_OfTheContract_AreTheWordsOfTheCommand() => Assert.Equal(
        ContractFile.Component("schemas", "Verdict").GetProperty("enum").EnumerateArray().Select(word => word.GetString()),
        Enum.GetValues<Verdict>().Select(verdict => System.Text.Encoding.UTF8.GetString(PredictionJson.NameOf(verdict))));

    // What the service answers, the command line of --url understands, and --json prints as it was.
    [Theory]
    [MemberData(nameof(Answers))]
    public void Answer_OfAnExample_IsReadByTheCommandAndWrittenAsItWas(string name)
    {
        JsonElement example = ContractFile.Example(name);
        Prediction read = ServiceAnswer.Prediction(example);
        using var written = new MemoryStream();
        using (var json = new Utf8JsonWriter(written))
        {
            PredictionJson.Write(json, read, example.GetProperty("candidates").GetArrayLength());
        }

        JsonElement again = JsonElement.Parse(written.ToArray());
        Assert.Equal(Names(example), Names(again));
        Assert.Equal(example.GetProperty("verdict").GetString(), again.GetProperty("verdict").GetString());
        ContractSchema.AssertFits(again, ContractFile.Component("schemas", "Prediction"));
    }

    [Fact]
    public async Task Json_OfTheCommand_HasTheFieldsOfTheContractBehindTheFilesName()
    {
        using var folder = new TemporaryFolder();
        (_, string output, _) = await CommandLine.RunAsync("predict", folder.Write("7.png", Samples.Seven), "--json");
        IEnumerable<string> required = ContractFile.Component("schemas", "Prediction").GetProperty("required").EnumerateArray().Select(name => name.GetString()!);
        Assert.Equal(["file", .. required], Names(JsonElement.Parse(output)));
    }

    /// <summary>The names in an operation's query, and an empty one for the operation itself; nothing where there is no such operation.</summary>
    private static string?[] Queries(string operation) =>
    [
        .. from known in ContractFile.Operations
           where $"{known.Method} {known.Path}" == operation
           from name in (IEnumerable<string?>)["", .. from parameter in known.Operation.GetProperty("parameters").EnumerateArray()
                                                        let resolved = ContractFile.Resolve(parameter)
                                                        where resolved.GetProperty("in").GetString() == "query"
                                                        select resolved.GetProperty("name").GetString()]
           select name,
    ];

    private static IEnumerable<string> Names(JsonElement value) => value.EnumerateObject().Select(member => member.Name);

    private static async Task<string> HelpAsync()
    {
        (int code, string output, _) = await CommandLine.RunAsync("predict", "--help");
        Assert.Equal(0, code);
        return output;
    }
}
