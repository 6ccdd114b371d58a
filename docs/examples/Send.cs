// Sends events, one JSON file each, as one signed batch. Needs .NET 10 or newer, and nothing else.
//   HOSHIN_URL=https://…/v1/ingest/erp-lyon HOSHIN_SECRET=whsec_… dotnet run Send.cs order-1.json order-2.json
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

var url = Environment.GetEnvironmentVariable("HOSHIN_URL")!;
var secret = Environment.GetEnvironmentVariable("HOSHIN_SECRET")!;
var key = Convert.FromBase64String(secret.StartsWith("whsec_") ? secret[6..] : secret);
var body = Encoding.UTF8.GetBytes("[" + string.Join(",", args.Select(file => File.ReadAllText(file))) + "]");
var id = Guid.NewGuid().ToString(); // the same in every try
using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };

for (var attempt = 1; attempt <= 5; attempt++)
{
    var timestamp = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(); // signed anew in every try
    byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
    var signature = Convert.ToBase64String(HMACSHA256.HashData(key, signed));
    var content = new ByteArrayContent(body);
    content.Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents-batch+json");
    using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
    request.Headers.Add("webhook-id", id);
    request.Headers.Add("webhook-timestamp", timestamp);
    request.Headers.Add("webhook-signature", $"v1,{signature}");
    var wait = TimeSpan.FromSeconds(attempt * 10);
    try
    {
        using var answer = await client.SendAsync(request);
        var status = (int)answer.StatusCode;
        var text = await answer.Content.ReadAsStringAsync();
        Console.WriteLine($"{status} {text}");
        if (status == 202) return text.Contains("\"rejected\":0") ? 0 : 1;
        if (status < 500 && status != 429) return 1; // the text says what to mend
        wait = answer.Headers.RetryAfter?.Delta ?? wait;
    }
    catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
    {
        Console.WriteLine($"0 {fault.Message}");
    }
    await Task.Delay(wait); // not taken: nothing is counted twice by sending it again
}
return 1;
