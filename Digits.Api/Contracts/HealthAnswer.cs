using System.Text.Json.Serialization;
using Digits.Core.Recognition;

namespace Digits.Api.Contracts;

/// <summary>A health check's answer as JSON.</summary>
internal sealed record HealthAnswer(string Status, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ModelIdentity>? Models);
