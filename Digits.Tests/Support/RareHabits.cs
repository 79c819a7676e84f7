namespace Digits.Tests.Support;

/// <summary>Digits as few hands draw them, and pieces of digits that are none: glyphs in the form of <see cref="StrokeDigits"/>.</summary>
internal static class RareHabits
{
    /// <summary>How a habit is drawn, which digit it is, and in pictures of which sides: of at least and of less than so many pixels.</summary>
    /// <param name="Digit">0..9.</param>
    /// <param name="LeastSide">In pixels.</param>
    /// <param name="SideLimit">In pixels.</param>
    /// <param name="Glyphs">Ways to draw it.</param>
    public sealed record Habit(int Digit, int LeastSide, int SideLimit, params string[] Glyphs);

    public static IReadOnlyDictionary<string, Habit> Digits { get; } = new Dictionary<string, Habit>
    {
        ["a one with a long flag"] = new(1, 40, 150, "|0,62 48,0 48,100", "|0,52 54,0 50,100", "|8,70 42,0 46,100"),
        ["a one with a hooked flag and a wide foot"] = new(1, 40, 150, "2,26 14,8 34,4;|34,4 34,100;|4,100 60,100", "|6,30 30,2 30,100;|0,100 60,100"),
        ["a closed four"] = new(4, 40, 150, "|44,0 2,58 46,58;|44,0 46,100", "|40,0 4,50 42,54;|40,0 44,100", "|46,0 0,64 58,64;|46,0 48,100"),
        ["a four closed by its stem"] = new(4, 40, 150, "|44,0 2,54 46,54;|44,0 46,100", "|48,52 6,50 46,0 44,100", "|40,2 2,46 42,50;|40,2 44,100"),
        ["a four that is open and round"] = new(4, 40, 150, "6,0 2,30 6,48 22,54 46,50;|48,6 46,100", "10,2 4,26 4,44 18,54 44,50;|50,0 44,100"),
        ["a nine with a straight stem"] = new(9, 40, 150, "50,14 34,0 12,6 4,26 16,44 36,42 50,16;|50,10 46,100", "48,8 28,0 8,12 8,34 26,46 44,34 49,12;|50,8 50,100"),
        ["a one with an arched flag and a foot"] = new(1, 40, 150, "0,20 8,4 22,0 31,8 34,26;|34,26 34,100;|12,100 58,100"),
        ["a two with a narrow head"] = new(2, 40, 150, "14,16 22,2 34,10 34,34 24,68 18,100;|18,100 56,97", "12,18 20,0 32,8 30,40 22,70 16,97 8,92 14,86 36,94 54,98"),
        ["a curly seven"] = new(7, 40, 150, "0,2 10,18 34,16 58,0 40,46 28,100;|18,58 54,54", "2,0 8,14 30,20 52,10 62,2 66,10 52,18 36,60 26,100;|12,66 52,58"),
        ["a six with a tail"] = new(6, 40, 150, "50,10 28,0 6,26 6,52 16,82 40,90 58,76 40,60 14,72 2,94", "46,6 26,0 8,24 8,50 18,78 38,84 54,70 36,56 14,68 4,86"),
        ["a nine of straight strokes"] = new(9, 40, 150, "|56,46 2,48 0,0 58,2 60,100 4,98", "|54,52 4,50 4,0 54,0 56,100 0,100"),
        ["a one of few pixels"] = new(1, 13, 18, "|30,0 30,100", "|14,24 32,0 32,100"),
        ["a seven of few pixels"] = new(7, 16, 20, "|0,4 58,2 20,100", "|4,2 58,2 40,100"),
        ["a four of few pixels"] = new(4, 18, 24, "|44,0 2,58 60,58;|44,0 46,100", "|10,0 4,56 58,56;|46,0 44,100"),
    };

    /// <summary>What touching digits are cut to.</summary>
    public static IReadOnlyDictionary<string, string> Pieces { get; } = new Dictionary<string, string>
    {
        ["the left half of a nought"] = "30,0 12,12 0,50 12,88 30,100",
        ["the left part of a five"] = "|50,4 8,4 6,44;6,44 26,38 40,46",
        ["a thick empty box"] = "|2,0 58,0 58,100 2,100 2,0",
        ["an eight with a stroke beside it"] = "50,14 28,0 8,20 30,46 54,74 30,100 6,76 28,48 52,22 48,12;|54,60 86,44;|84,40 86,80",
        ["a three with half a nought"] = "4,12 28,0 52,16 44,40 22,47;22,47 52,56 58,78 34,100 0,88;92,6 70,20 58,60 76,98",
    };
}
