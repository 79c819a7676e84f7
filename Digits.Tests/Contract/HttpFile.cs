using System.Globalization;
using System.Text;
using Digits.Tests.Support;

namespace Digits.Tests.Contract;

/// <summary>Reads Digits.http as the editors do: variables, requests between ###, and files in place of lines that begin with &lt;.</summary>
internal static class HttpFile
{
    private const string Host = "{{host}}";

    public static string Path => System.IO.Path.Combine(RepositoryRoot.Require(), "Digits.http");

    public static IReadOnlyList<HttpFileRequest> Read()
    {
        string[] lines = File.ReadAllLines(Path);
        (string Name, string Value)[] variables =
        [
            .. from line in lines
               where line.StartsWith('@')
               let parts = line[1..].Split('=', 2, StringSplitOptions.TrimEntries)
               where parts[0] != "host"
               select ("{{" + parts[0] + "}}", parts[1]),
        ];
        string text = string.Join('\n', lines);
        foreach ((string name, string value) in variables)
        {
            text = text.Replace(name, value, StringComparison.Ordinal);
        }

        return [.. ("\n" + text).Split("\n###").Skip(1).Select(Parse)];
    }

    private static HttpFileRequest Parse(string section)
    {
        string[] lines = section.TrimEnd().Split('\n');
        string[] comments = [.. lines.Skip(1).TakeWhile(line => line.StartsWith('#'))];
        string[] request = lines[1 + comments.Length].Split(' ');
        Assert.StartsWith(Host, request[1], StringComparison.Ordinal);
        string[] headers = [.. lines.Skip(2 + comments.Length).TakeWhile(line => line.Length > 0)];
        return new HttpFileRequest(
            lines[0].Trim(),
            comments.Length > 0 ? int.Parse(comments[0].Trim('#', ' '), CultureInfo.InvariantCulture) : 200,
            new HttpMethod(request[0]),
            request[1][Host.Length..],
            [.. headers.Select(header => header.Split(": ", 2)).Select(header => KeyValuePair.Create(header[0], header[1]))],
            Body([.. lines.Skip(3 + comments.Length + headers.Length)]));
    }

    private static byte[] Body(string[] lines)
    {
        using var body = new MemoryStream();
        for (int i = 0; i < lines.Length; i++)
        {
            body.Write(i == 0 ? ""u8 : "\r\n"u8);
            body.Write(lines[i].StartsWith("< ", StringComparison.Ordinal)
                ? File.ReadAllBytes(System.IO.Path.Combine(RepositoryRoot.Require(), lines[i][2..]))
                : Encoding.UTF8.GetBytes(lines[i]));
        }

        return body.ToArray();
    }
}
