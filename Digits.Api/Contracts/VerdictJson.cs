using System.Text.Json;
using System.Text.Json.Serialization;
using Digits.Core.Recognition;

namespace Digits.Api.Contracts;

/// <summary>Verdicts in camel case.</summary>
internal sealed class VerdictJson() : JsonStringEnumConverter<Verdict>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
