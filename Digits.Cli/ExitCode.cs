namespace Digits.Cli;

/// <summary>What a script learns of a run.</summary>
internal static class ExitCode
{
    /// <summary>Everything was done, and every picture was read.</summary>
    public const int Done = 0;

    /// <summary>Every picture could be opened, and of some no digit is said: uncertain, no digit, or blank. A model that does not pass.</summary>
    public const int Withheld = 1;

    /// <summary>Wrong use, or a file that cannot be read; standard error says which and why.</summary>
    public const int Wrong = 2;

    /// <summary>Ended by Ctrl-C, as shells say it: 128 and the signal's number.</summary>
    public const int Interrupted = 130;

    /// <summary>Whoever read the output has left, as shells say it.</summary>
    public const int BrokenPipe = 141;
}
