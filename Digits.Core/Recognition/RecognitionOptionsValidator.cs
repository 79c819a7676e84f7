using Microsoft.Extensions.Options;

namespace Digits.Core.Recognition;

/// <summary>Holds the options to their attributes, by code that the compiler writes: no reflection, and nothing for a trimmer to lose.</summary>
[OptionsValidator]
internal sealed partial class RecognitionOptionsValidator : IValidateOptions<RecognitionOptions>;
