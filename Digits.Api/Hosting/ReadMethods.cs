namespace Digits.Api.Hosting;

/// <summary>The methods of what is only read: whoever answers GET answers HEAD as well (RFC 9110, 9.3.2).</summary>
internal static class ReadMethods
{
    public static readonly string[] GetAndHead = [HttpMethods.Get, HttpMethods.Head];
}
