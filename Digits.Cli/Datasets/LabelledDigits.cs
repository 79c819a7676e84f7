namespace Digits.Cli.Datasets;

/// <summary>Opens whatever holds pictures with labels.</summary>
internal static class LabelledDigits
{
    /// <summary>Opens a folder, an IDX file with that of its labels, or a CSV file.</summary>
    /// <exception cref="InvalidDataException">It is none of these, or the labels are missing or too many.</exception>
    public static ILabelledDigits Open(string images, string? labels)
    {
        if (Directory.Exists(images))
        {
            return labels is null
                ? new FolderDigits(images)
                : throw new InvalidDataException($"{images} is a folder, whose names say the labels; --labels goes with an IDX file.");
        }

        if (!File.Exists(images))
        {
            throw new InvalidDataException($"There is no file or folder {images}.");
        }

        if (IdxStream.IsOfImages(images))
        {
            return labels is not null
                ? new IdxDigits(images, labels)
                : throw new InvalidDataException($"{images} is an IDX file of images; --labels must name the one of their labels.");
        }

        return labels is null
            ? new CsvDigits(images)
            : throw new InvalidDataException($"{images} is no IDX file of images, with which --labels goes.");
    }
}
