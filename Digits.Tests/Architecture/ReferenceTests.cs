using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Digits.Cli;
using Digits.Core.Recognition;
using Microsoft.ML.OnnxRuntime;
using SkiaSharp;

namespace Digits.Tests.Architecture;

/// <summary>Api and Cli → Core → the engine and the codec, never back and never past the Core.</summary>
public sealed class ReferenceTests
{
    private static readonly Assembly Api = typeof(Program).Assembly;
    private static readonly Assembly Core = typeof(DigitRecognizer).Assembly;
    private static readonly string[] Native = [typeof(InferenceSession).Assembly.GetName().Name!, typeof(SKCodec).Assembly.GetName().Name!];

    [Fact]
    public void Core_ByItsReferences_KnowsNoAspNetCore() =>
        Assert.DoesNotContain(References(Core), name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));

    [Fact]
    public void Core_ByItsReferences_KnowsEngineAndCodecAndNotTheApi()
    {
        Assert.Subset(References(Core).ToHashSet(), Native.ToHashSet());
        Assert.DoesNotContain(Api.GetName().Name, References(Core));
    }

    [Fact]
    public void Api_ByItsReferences_KnowsTheCoreAndNeitherEngineNorCodec()
    {
        Assert.Contains(Core.GetName().Name, References(Api));
        Assert.Empty(References(Api).Intersect(Native));
    }

    [Fact]
    public void Api_OfTheCoresInternals_UsesDiagnosticsAlone()
    {
        using var file = new PEReader(File.OpenRead(Api.Location));
        MetadataReader reader = file.GetMetadataReader();
        string[] used =
        [
            .. from handle in reader.TypeReferences
               let type = reader.GetTypeReference(handle)
               let name = $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}"
               where Core.GetType(name) is { IsNotPublic: true }
               select name,
        ];
        Assert.NotEmpty(used);
        Assert.All(used, name => Assert.StartsWith("Digits.Core.Diagnostics.", name, StringComparison.Ordinal));
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
