using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Native;

namespace Digits.Tests.OnnxRuntime;

public sealed class OrtApiLoaderTests
{
    private delegate nint GetApi(uint version);

    private delegate nint GetVersionString();

    [Fact]
    public void Load_NoFolderHasTheLibrary_SaysFileFoldersAndRemedy()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "no-such-folder");

        DllNotFoundException e = Assert.Throws<DllNotFoundException>(() => OrtApiLoader.Load(folder));

        Assert.Contains(OrtApiLoader.FileName, e.Message, StringComparison.Ordinal);
        Assert.Contains(folder, e.Message, StringComparison.Ordinal);
        Assert.Contains("npm", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_SecondFolderHasTheLibrary_OpensItThere()
    {
        nint apiBase = OrtApiLoader.Load(Path.Combine(AppContext.BaseDirectory, "no-such-folder"), AppContext.BaseDirectory);

        Assert.NotEqual(0, OrtApiLoader.GetTable(apiBase));
    }

    [Fact]
    public void Load_FileIsNoLibrary_NamesTheFile()
    {
        string folder = Directory.CreateTempSubdirectory("digits-ort-").FullName;
        try
        {
            string path = Path.Combine(folder, OrtApiLoader.FileName);
            File.WriteAllText(path, "not a library");

            DllNotFoundException e = Assert.Throws<DllNotFoundException>(() => OrtApiLoader.Load(folder));

            Assert.StartsWith(path, e.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void GetTable_LibraryLacksTheApiVersion_SaysTheVersionFound()
    {
        nint version = Marshal.StringToCoTaskMemUTF8("1.21.3");
        GetApi getApi = _ => 0;
        GetVersionString getVersion = () => version;
        nint[] apiBase = [Marshal.GetFunctionPointerForDelegate(getApi), Marshal.GetFunctionPointerForDelegate(getVersion)];
        GCHandle pin = GCHandle.Alloc(apiBase, GCHandleType.Pinned);
        try
        {
            OnnxRuntimeException e = Assert.Throws<OnnxRuntimeException>(() => OrtApiLoader.GetTable(pin.AddrOfPinnedObject()));

            Assert.Contains("1.21.3 is too old", e.Message, StringComparison.Ordinal);
        }
        finally
        {
            pin.Free();
            Marshal.FreeCoTaskMem(version);
            GC.KeepAlive(getApi);
            GC.KeepAlive(getVersion);
        }
    }

    [Fact]
    public void GetTable_LibraryHasTheApiVersion_AsksForThatVersion()
    {
        uint asked = 0;
        GetApi getApi = version =>
        {
            asked = version;
            return 4711;
        };
        nint[] apiBase = [Marshal.GetFunctionPointerForDelegate(getApi), 0];
        GCHandle pin = GCHandle.Alloc(apiBase, GCHandleType.Pinned);
        try
        {
            Assert.Equal(4711, OrtApiLoader.GetTable(pin.AddrOfPinnedObject()));
            Assert.Equal(OrtApiLoader.ApiVersion, asked);
        }
        finally
        {
            pin.Free();
            GC.KeepAlive(getApi);
        }
    }
}
