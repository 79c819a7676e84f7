namespace Clients;

/// <summary>What a client program prints: a line for each thing that it tried.</summary>
internal static class Check
{
    private static int _failed;

    /// <summary>Whether anything failed, as the exit code of a program.</summary>
    public static int ExitCode => _failed > 0 ? 1 : 0;

    /// <summary>Tries one thing; what it throws is a failure, too.</summary>
    /// <param name="name">What is tried.</param>
    /// <param name="expected">What is to come out.</param>
    /// <param name="actual">What comes out.</param>
    public static async Task Equal(string name, string expected, Func<Task<string>> actual)
    {
        try
        {
            string got = await actual();
            Print(got == expected, got == expected ? name : $"{name}: expected {expected}, got {got}");
        }
        catch (Exception error)
        {
            Print(false, $"{name}: {error.GetType()}: {error.Message.ReplaceLineEndings(" ")}");
        }
    }

    private static void Print(bool passed, string line)
    {
        Console.WriteLine($"{(passed ? "ok" : "FAILED")}: {line}");
        _failed += passed ? 0 : 1;
    }
}
