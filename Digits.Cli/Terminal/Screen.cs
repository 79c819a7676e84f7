using System.CommandLine;
using Spectre.Console;

namespace Digits.Cli.Terminal;

/// <summary>Where people look: a terminal that shows colours and bars. What is piped or written to a file gets plain lines instead.</summary>
internal static class Screen
{
    private const int PageWidth = 160;

    /// <summary>The terminal behind standard output; null where there is none.</summary>
    public static IAnsiConsole? Of(InvocationConfiguration console) =>
        ReferenceEquals(console.Output, Console.Out) && !Console.IsOutputRedirected ? Over(console.Output) : null;

    /// <summary>The terminal behind standard output; where there is none, a page of plain text: no colours, and as wide as its tables.</summary>
    public static IAnsiConsole OrPage(InvocationConfiguration console) => Of(console) ?? Page(console.Output);

    /// <summary>The terminal behind standard error, for progress; null where there is none.</summary>
    public static IAnsiConsole? OfProgress(InvocationConfiguration console) =>
        ReferenceEquals(console.Error, Console.Error) && !Console.IsErrorRedirected ? Over(console.Error) : null;

    /// <summary>Whether half-block characters in shades of grey can be shown.</summary>
    public static bool ShowsPictures(IAnsiConsole screen) =>
        screen.Profile.Capabilities is { Unicode: true, Ansi: true } capabilities && capabilities.ColorSystem >= ColorSystem.EightBit;

    private static IAnsiConsole Page(TextWriter writer)
    {
        IAnsiConsole page = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(new TrimmedLines(writer)),
        });
        page.Profile.Width = PageWidth;
        return page;
    }

    private static IAnsiConsole Over(TextWriter writer) => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
}
