using Serilog.Events;

namespace Digits.Api.Hosting;

/// <summary>What Serilog would pass over in its section, or not name: settings and levels that do not exist.</summary>
internal static class LogRules
{
    private const string Levels = "MinimumLevel";
    private const string Switches = "LevelSwitches";

    private static readonly string[] ListSettings = ["Using", "Enrich", "Filter", "Destructure", "WriteTo", "AuditTo"];
    private static readonly string[] Settings = [.. ListSettings, Levels, Switches, "FilterSwitches", "Properties"];
    private static readonly string[] LevelSettings = ["Default", "Override", "ControlledBy"];

    /// <summary>One sentence for each fault.</summary>
    public static IEnumerable<string> Faults(IConfigurationSection serilog) =>
    [
        .. Unknown(serilog, Settings),
        .. Unknown(serilog.GetSection(Levels), LevelSettings),
        .. Lists(serilog),
        .. Nameless(serilog),
        .. LevelsOf(serilog),
    ];

    private static IEnumerable<string> Unknown(IConfigurationSection section, string[] known) =>
        from child in section.GetChildren()
        where !known.Contains(child.Key, StringComparer.OrdinalIgnoreCase)
        select $"{child.Path} is no setting of Serilog; there are {string.Join(", ", known.Order(StringComparer.Ordinal))}.";

    private static IEnumerable<string> Lists(IConfigurationSection serilog) =>
        from list in ListSettings.Select(serilog.GetSection)
        where !string.IsNullOrEmpty(list.Value)
        select $"{list.Path} is a list: set {list.Path}:0, {list.Path}:1 and so on.";

    private static IEnumerable<string> Nameless(IConfigurationSection serilog) =>
        from sink in serilog.GetSection("WriteTo").GetChildren().Concat(serilog.GetSection("AuditTo").GetChildren())
        where sink.Value is null && sink["Name"] is null
        select $"{sink.Path}:Name is missing.";

    private static IEnumerable<string> LevelsOf(IConfigurationSection serilog) =>
        from level in serilog.GetSection(Levels).AsEnumerable().Concat(serilog.GetSection(Switches).AsEnumerable())
        where !string.IsNullOrEmpty(level.Value)
            && !Enum.TryParse(level.Value, ignoreCase: true, out LogEventLevel _)
            && serilog.GetSection(Switches)[level.Value] is null
        select $"{level.Key} is {level.Value}, which is no level; there are {string.Join(", ", Enum.GetNames<LogEventLevel>())}.";
}
