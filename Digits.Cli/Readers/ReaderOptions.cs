using System.CommandLine;
using Digits.Core.Recognition;

namespace Digits.Cli.Readers;

/// <summary>The options that say who reads: a model of a folder, or a running service.</summary>
internal sealed class ReaderOptions
{
    public Option<string?> Model { get; } = new("--model") { Description = "The model's name (default cnn, or the service's own)." };

    public Option<string?> Models { get; } = new("--models")
    {
        Description = "The folder with <name>/<version>/model.json (default: the models that come with this program).",
    };

    public Option<string?> Url { get; } = new("--url")
    {
        Description = "Asks the service at this address, such as http://127.0.0.1:5080, instead of reading in this process; with the key in "
            + $"{ServiceReader.KeyVariable}, where it wants one.",
    };

    public ReaderOptions() => Url.Validators.Add(result =>
    {
        if (result.Tokens is [var token] && !(Uri.TryCreate(token.Value, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https"))
        {
            result.AddError("--url must be an address that begins with http:// or https://.");
        }
    });

    /// <summary>Where models are unless told otherwise: beside this program.</summary>
    public static string DefaultFolder => Path.Combine(AppContext.BaseDirectory, new RecognitionOptions().ModelsFolder);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(Model);
        command.Add(Models);
        command.Add(Url);
        command.Validators.Add(result =>
        {
            if (result.GetResult(Url) is not null && result.GetResult(Models) is not null)
            {
                result.AddError("--models cannot be given with --url: the service has models of its own.");
            }
        });
    }

    /// <summary>Makes the reader that the command line asks for.</summary>
    public async Task<IDigitReader> OpenAsync(ParseResult parsed, CancellationToken cancellationToken) => parsed.GetValue(Url) is { } url
        ? new ServiceReader(new Uri(url), parsed.GetValue(Model))
        : await LocalReader.LoadAsync(
            parsed.GetValue(Model) ?? new RecognitionOptions().DefaultModel, parsed.GetValue(Models) ?? DefaultFolder, cancellationToken);
}
