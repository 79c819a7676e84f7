using System.Reflection;
using Digits.Cli;
using Digits.Core.Recognition;
using Microsoft.ML.OnnxRuntime;

namespace Digits.Tests.Architecture;

/// <summary>Api and Cli → Core → OnnxRuntime, never back.</summary>
public sealed class ReferenceTests
{
    private static readonly Assembly Api = typeof(Program).Assembly;
    private static readonly Assembly Core = typeof(DigitRecognizer).Assembly;
    private static readonly Assembly Binding = typeof(InferenceSession).Assembly;

    [Fact]
    public void Core_ByItsReferences_KnowsNoAspNetCore() =>
        Assert.DoesNotContain(References(Core), name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));

    [Fact]
    public void Core_ByItsReferences_KnowsTheBindingAndNotTheApi()
    {
        Assert.Contains(Binding.GetName().Name, References(Core));
        Assert.DoesNotContain(Api.GetName().Name, References(Core));
    }

    [Fact]
    public void Binding_ByItsReferences_KnowsNothingOfDigits() =>
        Assert.DoesNotContain(References(Binding), name => name.StartsWith("Digits.", StringComparison.Ordinal));

    [Fact]
    public void Api_ByItsReferences_KnowsTheCoreAndNotTheBinding()
    {
        Assert.Contains(Core.GetName().Name, References(Api));
        Assert.DoesNotContain(Binding.GetName().Name, References(Api));
    }

    [Fact]
    public void Cli_ByItsReferences_KnowsTheCoreAndNotTheApi()
    {
        string[] references = References(typeof(TensorsCommand).Assembly);
        Assert.Contains(Core.GetName().Name, references);
        Assert.DoesNotContain(Api.GetName().Name, references);
    }

    private static string[] References(Assembly assembly) => [.. assembly.GetReferencedAssemblies().Select(name => name.Name!)];
}
