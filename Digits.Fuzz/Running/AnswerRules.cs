using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Digits.Fuzz.Requests;

namespace Digits.Fuzz.Running;

/// <summary>What an answer may be, whatever was sent.</summary>
internal static partial class AnswerRules
{
    private const int MaxDetail = 200;

    /// <summary>What the service says of framing, of forms of several parts and of codings, and of nothing else.</summary>
    private const string MalformedRequest = "urn:digits:problem:malformed-request";

    /// <summary>The slugs that docs/errors.md has a section for, which the service carries with it.</summary>
    private static readonly HashSet<string> Slugs = ReadSlugs();

    private static readonly byte[] Impatient = Encoding.ASCII.GetBytes(RequestHead.Impatient + "\r\n");

    /// <summary>What is wrong with an answer; null where nothing is.</summary>
    public static string? Fault(FuzzCase sent, HttpAnswer? answer)
    {
        if (answer is null)
        {
            return sent.KeepsFraming ? "The connection was closed without an answer." : null;
        }

        // What the server refuses before there is a request has no body, and may be of a version of HTTP that there is not.
        if (answer.Body.Length == 0 && answer.Status is (>= 400 and < 500) or 505)
        {
            return sent.KeepsFraming ? "A refusal without a body." : null;
        }

        bool isLate = answer.Status == 504 && sent.Request.AsSpan().IndexOf(Impatient) >= 0;
        if (answer.Status >= 500 && !isLate)
        {
            return "The service failed.";
        }

        if (answer.Status >= 400)
        {
            return ProblemFault(sent, answer);
        }

        return answer.Status switch
        {
            200 => PredictionFault(sent, answer),
            302 or 204 => null,
            _ => "A status that is none of the contract.",
        };
    }

    /// <summary>What is wrong with the answer to a sound request for one digit; null where nothing is.</summary>
    public static string? ProbeFault(int digit, HttpAnswer? answer)
    {
        if (answer?.Status != 200)
        {
            return $"A sound request was answered with {answer?.Status.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "nothing"}.";
        }

        using JsonDocument json = JsonDocument.Parse(answer.Body);
        JsonElement read = json.RootElement.GetProperty("digit");
        return read.ValueKind == JsonValueKind.Number && read.GetInt32() == digit ? null : $"A sound {digit} was read as {read}.";
    }

    private static string? ProblemFault(FuzzCase sent, HttpAnswer answer)
    {
        if (answer.ContentType != "application/problem+json" || Parse(answer.Body) is not { } json)
        {
            return "A refusal that is no problem.";
        }

        using (json)
        {
            JsonElement problem = json.RootElement;
            string[] members = [.. problem.EnumerateObject().Select(member => member.Name)];
            if (!members.Order(StringComparer.Ordinal).SequenceEqual(["detail", "requestId", "status", "title", "type"], StringComparer.Ordinal))
            {
                return $"A problem of {string.Join(", ", members)}.";
            }

            string type = problem.GetProperty("type").GetString()!;
            return !Slugs.Contains(type) ? $"An unknown problem, {type}."
                : problem.GetProperty("status").GetInt32() != answer.Status ? "A problem of another status."
                : type == MalformedRequest && sent.KeepsFraming && sent.Kind is not ("multipart" or "coded body") ? "A sound request that is called malformed."
                : problem.GetProperty("detail").GetString()!.Length is 0 or > MaxDetail ? "A problem whose detail is empty or too long."
                : null;
        }
    }

    private static string? PredictionFault(FuzzCase sent, HttpAnswer answer)
    {
        if (!answer.ContentType.StartsWith("application/json", StringComparison.Ordinal))
        {
            // The contract, or a page, that a damaged path asked for.
            return sent.KeepsFraming && answer.ContentType.Length == 0 ? "An answer without a type." : null;
        }

        if (Parse(answer.Body) is not { } json)
        {
            return "An answer that is no JSON.";
        }

        using (json)
        {
            JsonElement root = json.RootElement;
            return root.TryGetProperty("verdict", out _) || root.TryGetProperty("predictions", out _) || root.TryGetProperty("status", out _)
                ? null
                : "An answer without a verdict.";
        }
    }

    private static JsonDocument? Parse(byte[] body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static HashSet<string> ReadSlugs()
    {
        using Stream page = Assembly.Load("Digits.Api").GetManifestResourceStream("errors.md")!;
        using var reader = new StreamReader(page);
        return [.. Slug().Matches(reader.ReadToEnd()).Select(match => match.Value)];
    }

    [GeneratedRegex("urn:digits:problem:[a-z0-9-]+", RegexOptions.NonBacktracking)]
    private static partial Regex Slug();
}
