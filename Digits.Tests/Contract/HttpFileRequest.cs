namespace Digits.Tests.Contract;

/// <summary>One request of Digits.http.</summary>
/// <param name="Title">What its heading says.</param>
/// <param name="Status">The status that it is to get.</param>
/// <param name="Method">GET or POST.</param>
/// <param name="Target">The path with its query.</param>
/// <param name="Headers">Names and values.</param>
/// <param name="Body">The bytes of the body, files and all; empty where there is none.</param>
internal sealed record HttpFileRequest(
    string Title, int Status, HttpMethod Method, string Target, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)
{
    public HttpRequestMessage ToMessage()
    {
        var message = new HttpRequestMessage(Method, Target);
        if (Body.Length > 0)
        {
            message.Content = new ByteArrayContent(Body);
        }

        foreach ((string name, string value) in Headers)
        {
            Assert.True(message.Headers.TryAddWithoutValidation(name, value) || message.Content!.Headers.TryAddWithoutValidation(name, value));
        }

        return message;
    }
}
