using System.Reflection;
using System.Runtime.CompilerServices;
using Serilog.Configuration;

namespace Digits.Api.Hosting;

/// <summary>Arguments in the section Serilog that the sink or the like does not have: Serilog passes over them.</summary>
/// <remarks>To be asked once Serilog has loaded what the section names. A name that is found nowhere is Serilog's to complain of.</remarks>
internal static class SinkArguments
{
    private const string Name = "Name";
    private const string Arguments = "Args";

    private static readonly string[] Lists = ["WriteTo", "AuditTo", "Enrich", "Filter", "Destructure"];

    /// <summary>One sentence for each fault.</summary>
    public static IEnumerable<string> Faults(IConfigurationSection serilog)
    {
        string?[] others = [.. serilog.GetSection("Using").GetChildren().Select(assembly => assembly.Value?.Split(',')[0])];
        ILookup<string, string> parameters = Parameters(name => name.Contains("Serilog", StringComparison.Ordinal) || others.Contains(name, StringComparer.Ordinal));
        return [.. Lists.SelectMany(list => serilog.GetSection(list).GetChildren()).SelectMany(call => Faults(call, parameters))];
    }

    private static IEnumerable<string> Faults(IConfigurationSection call, ILookup<string, string> parameters)
    {
        string name = call[Name] ?? "";
        foreach (IConfigurationSection argument in call.GetSection(Arguments).GetChildren())
        {
            if (parameters.Contains(name) && !parameters[name].Contains(argument.Key, StringComparer.OrdinalIgnoreCase))
            {
                yield return $"{argument.Path} is no argument of {name}; there are {string.Join(", ", parameters[name].Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))}.";
            }

            // A sink in a sink, such as those that Async writes to.
            foreach (string fault in argument.GetChildren().SelectMany(inner => Faults(inner, parameters)))
            {
                yield return fault;
            }
        }
    }

    /// <summary>The parameters of every method that the section can name, by the method's name.</summary>
    private static ILookup<string, string> Parameters(Func<string, bool> isAsked) => (
        from assembly in AppDomain.CurrentDomain.GetAssemblies()
        where !assembly.IsDynamic && isAsked(assembly.GetName().Name ?? "")
        from type in assembly.GetExportedTypes()
        where type.IsAbstract && type.IsSealed && type.IsDefined(typeof(ExtensionAttribute))
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static)
        where method.IsDefined(typeof(ExtensionAttribute))
            && method.GetParameters()[0].ParameterType.Namespace == typeof(LoggerSinkConfiguration).Namespace
        from parameter in method.GetParameters().Skip(1)
        select (Method: method.Name, Parameter: parameter.Name!)).ToLookup(pair => pair.Method, pair => pair.Parameter, StringComparer.OrdinalIgnoreCase);
}
