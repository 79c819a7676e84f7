using System.Runtime.InteropServices;

namespace Digits.Tests.Support;

/// <summary>The dotnet that runs these tests, for what is tried in a process of its own.</summary>
internal static class DotnetHost
{
    /// <summary>Its path; skips the test where the runtime belongs to no installation of .NET.</summary>
    public static string Require()
    {
        string executable = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        string host = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", executable));
        Assert.SkipUnless(File.Exists(host), $"{host} is missing: this runtime does not belong to an installation of .NET.");
        return host;
    }
}
