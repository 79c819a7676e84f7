using System.Globalization;
using System.Text;

namespace Digits.Benchmarks.Load;

/// <summary>What a run sends.</summary>
/// <param name="Service">Where to: its scheme is http.</param>
/// <param name="Request">The bytes of one request, which is sent again and again.</param>
/// <param name="Connections">How many clients there are, each with a connection of its own and one request at a time.</param>
/// <param name="Rate">How many requests a second they send together; 0 for as many as are answered.</param>
/// <param name="Length">How long they send.</param>
/// <param name="IsPatient">Whether who is refused waits for as long as Retry-After says.</param>
internal sealed record LoadOptions(Uri Service, byte[] Request, int Connections, double Rate, TimeSpan Length, bool IsPatient)
{
    /// <summary>What the command line says.</summary>
    public const string Usage = "load URL FILE CONTENT-TYPE CONNECTIONS RATE SECONDS patient|impatient";

    /// <summary>Reads <see cref="Usage"/>, the word load aside.</summary>
    public static LoadOptions Parse(string[] args)
    {
        var url = new Uri(args[0]);
        byte[] body = File.ReadAllBytes(args[1]);
        string head = $"POST {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\nContent-Type: {args[2]}\r\nContent-Length: {body.Length}\r\n\r\n";
        return new LoadOptions(
            url,
            [.. Encoding.ASCII.GetBytes(head), .. body],
            int.Parse(args[3], CultureInfo.InvariantCulture),
            double.Parse(args[4], CultureInfo.InvariantCulture),
            TimeSpan.FromSeconds(double.Parse(args[5], CultureInfo.InvariantCulture)),
            args[6] == "patient");
    }
}
