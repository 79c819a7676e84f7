namespace Digits.Cli.Pictures;

/// <summary>Finds the pictures that a command line names.</summary>
internal static class PictureFiles
{
    /// <summary>The name of standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>The endings by which pictures in folders are known.</summary>
    private const string Endings = ".png, .jpg, .jpeg, .webp, .gif, .bmp";

    private static readonly HashSet<string> Known = new(Endings.Split(", "), StringComparer.OrdinalIgnoreCase);

    /// <summary>The pictures of files, as they are named, and of folders, by their endings; in order, and found as they are asked for.</summary>
    /// <exception cref="InvalidDataException">A folder holds none.</exception>
    public static IEnumerable<string> Of(IEnumerable<string> names) => names.SelectMany(name => Directory.Exists(name) ? In(name) : [name]);

    /// <summary>The pictures of a folder and of those in it, each folder's in the order of their names; links to folders are not followed.</summary>
    /// <exception cref="InvalidDataException">It holds none.</exception>
    public static IEnumerable<string> In(string folder)
    {
        int found = 0;
        foreach (string file in Below(folder))
        {
            found++;
            yield return file;
        }

        if (found == 0)
        {
            throw new InvalidDataException($"{folder} holds no pictures ({Endings}).");
        }
    }

    private static IEnumerable<string> Below(string folder)
    {
        string[] files = Directory.GetFiles(folder);
        Array.Sort(files, StringComparer.Ordinal);
        foreach (string file in files)
        {
            if (Known.Contains(Path.GetExtension(file)) && !Path.GetFileName(file).StartsWith('.'))
            {
                yield return file;
            }
        }

        string[] folders = Directory.GetDirectories(folder);
        Array.Sort(folders, StringComparer.Ordinal);
        foreach (string inner in folders)
        {
            if (!File.GetAttributes(inner).HasFlag(FileAttributes.ReparsePoint))
            {
                foreach (string file in Below(inner))
                {
                    yield return file;
                }
            }
        }
    }
}
