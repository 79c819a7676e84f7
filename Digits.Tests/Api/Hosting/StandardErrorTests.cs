using System.Text;
using Digits.Api.Hosting;
using Digits.Tests.Support;

namespace Digits.Tests.Api.Hosting;

/// <summary>Runs alone, because standard error is the whole process's.</summary>
[Collection(nameof(ProcessWideCounts))]
public sealed class StandardErrorTests
{
    // A thread that says a fault of the log on a full disk has nobody to catch what it throws, and would end the process.
    [Fact]
    public void TryWrite_OnAFullDisk_ThrowsNothing()
    {
        TextWriter before = Console.Error;
        using var full = new FullDisk();
        Console.SetError(full);
        try
        {
            StandardError.TryWrite("text");
        }
        finally
        {
            Console.SetError(before);
        }

        Assert.True(full.WasAsked);
    }

    private sealed class FullDisk : TextWriter
    {
        public bool WasAsked { get; private set; }

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value)
        {
            WasAsked = true;
            throw new IOException("No space left on device");
        }
    }
}
