using System.Globalization;
using Digits.Cli.Pictures;
using Digits.Core.Preprocessing;

namespace Digits.Cli.Datasets;

/// <summary>MNIST's pair of files: images and labels.</summary>
internal sealed class IdxDigits : ILabelledDigits
{
    private readonly string _imagesPath;
    private readonly string _labelsPath;
    private readonly IdxStream _images;
    private readonly byte[] _labels;
    private int _read;

    /// <exception cref="InvalidDataException">One of the files is no such file, or they hold not as many of one as of the other.</exception>
    public IdxDigits(string images, string labels)
    {
        _imagesPath = images;
        _labelsPath = labels;
        using var all = IdxStream.OpenLabels(labels);
        _images = IdxStream.OpenImages(images);
        try
        {
            if (all.Count != _images.Count)
            {
                throw new InvalidDataException($"{images} holds {_images.Count} images and {labels} {all.Count} labels.");
            }

            _labels = new byte[all.Count];
            all.Fill(_labels);
        }
        catch
        {
            _images.Dispose();
            throw;
        }
    }

    public bool ArePixels => true;

    public double Progress => (double)_read / _labels.Length;

    public IEnumerable<LabelledDigit> Read()
    {
        for (; _read < _labels.Length; _read++)
        {
            if (_labels[_read] > 9)
            {
                throw new InvalidDataException($"{_labelsPath} says {_labels[_read]} of image {_read}; labels are 0 to 9.");
            }

            byte[] pixels = new byte[DigitTensor.Length];
            _images.Fill(pixels);
            string name = string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(_imagesPath)}[{_read}]");
            yield return new LabelledDigit(Picture.OfPixels(name, pixels), _labels[_read]);
        }
    }

    public void Dispose() => _images.Dispose();
}
