namespace Digits.Fuzz.Requests;

/// <summary>One request to send.</summary>
/// <param name="Number">Its number under its seed.</param>
/// <param name="Endpoint">The path's last word, for the table.</param>
/// <param name="Kind">What is damaged, for the table.</param>
/// <param name="Request">Head and body, as they go over the wire.</param>
/// <param name="KeepsFraming">True where the server can tell where the request ends, so that another may follow on the connection.</param>
/// <param name="Piece">How many bytes are sent at once; 0 for all.</param>
internal sealed record FuzzCase(long Number, string Endpoint, string Kind, byte[] Request, bool KeepsFraming, int Piece);
