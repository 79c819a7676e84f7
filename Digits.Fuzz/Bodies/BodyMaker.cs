using Digits.Fuzz.Mutators;

namespace Digits.Fuzz.Bodies;

/// <summary>Makes the body of a case: of a sound one, what is left after damage to its picture, its text, its framing or its coding.</summary>
internal static class BodyMaker
{
    private static readonly string[] Types =
    [
        "application/json", "application/x-www-form-urlencoded", "text/plain", "image/png", "image/jpeg", "image/webp", "application/octet-stream",
        "multipart/form-data; boundary=b", "application/json; charset=utf-16", "APPLICATION/JSON", "image/*", "a/b", "text/csv",
    ];

    private static readonly string[] Codings = ["gzip", "br", "deflate", "identity", "x-gzip", "GZIP", "gzip, br", "compress", "gzip,", ",", "utf-8", "zstd"];

    /// <summary>A body for an endpoint.</summary>
    public static Body Of(string endpoint, Chance chance)
    {
        Body body = chance.Percent(20) ? AnyForm(chance) : endpoint switch
        {
            "image" => Image(chance),
            "base64" => Base64(chance),
            "batch" => Batch(chance),
            _ => AnyForm(chance),
        };
        if (chance.Percent(6))
        {
            body = body with { Type = chance.Percent(10) ? null : chance.One(Types) };
        }

        return chance.Percent(8) ? Coded(body, chance) : body;
    }

    private static byte[] Picture(Chance chance)
    {
        byte[] sound = SoundPictures.All[chance.Below(SoundPictures.All.Count)];
        return chance.Percent(90) ? PictureMutator.Of(sound, chance) : sound;
    }

    private static Body Image(Chance chance) => chance.Percent(75)
        ? new Body("picture", chance.One("image/png", "application/octet-stream", "image/jpeg", "image/x-unknown"), Picture(chance))
        : MultipartForm.Of(Pictures(chance, chance.Few(4)), chance);

    private static Body Base64(Chance chance)
    {
        bool isForm = chance.Percent(20);
        byte[] text = isForm ? TextForms.Form(Picture(chance)) : TextForms.Json(Picture(chance));
        return new Body(isForm ? "form" : "JSON", isForm ? Types[1] : Types[0], chance.Percent(40) ? TextMutator.Of(text, chance) : text);
    }

    private static Body Batch(Chance chance)
    {
        byte[][] pictures = Pictures(chance, chance.Percent(95) ? chance.Few(8) : chance.Between(100, 140));
        if (chance.Percent(30))
        {
            return MultipartForm.Of(pictures, chance);
        }

        byte[] text = TextForms.JsonBatch(pictures);
        return new Body("JSON", Types[0], chance.Percent(40) ? TextMutator.Of(text, chance) : text);
    }

    private static Body AnyForm(Chance chance)
    {
        byte[] text = TextForms.All[chance.Below(TextForms.All.Count)];
        return new Body("text form", chance.Percent(50) ? Types[0] : chance.One(Types), chance.Percent(90) ? TextMutator.Of(text, chance) : text);
    }

    private static byte[][] Pictures(Chance chance, int count) => [.. Enumerable.Range(0, count).Select(i => i < 10 ? Picture(chance) : SoundPictures.Seven)];

    private static Body Coded(Body body, Chance chance)
    {
        int coding = chance.Below(Codings.Length);
        byte[] packed = Packing.Coded(body.Bytes, Codings[coding]);
        return body with { Coding = Codings[chance.Percent(90) ? coding : chance.Below(Codings.Length)], Bytes = chance.Percent(50) ? ByteMutator.Of(packed, chance) : packed };
    }
}
