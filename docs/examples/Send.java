// Sends events, one JSON file each, as one signed batch. Needs Java 17 or newer, and nothing else.
//   HOSHIN_URL=https://…/v1/ingest/erp-lyon HOSHIN_SECRET=whsec_… java Send.java order-1.json order-2.json
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

public class Send {
  public static void main(String[] files) throws Exception {
    byte[] key = Base64.getDecoder().decode(System.getenv("HOSHIN_SECRET").replaceFirst("^whsec_", ""));
    var events = new ArrayList<String>();
    for (String file : files) events.add(Files.readString(Path.of(file)));
    byte[] body = ("[" + String.join(",", events) + "]").getBytes(StandardCharsets.UTF_8); // signed as it is sent
    String id = UUID.randomUUID().toString(); // the same in every try
    var client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    for (int attempt = 1; attempt <= 5; attempt++) {
      String timestamp = Long.toString(Instant.now().getEpochSecond()); // signed anew in every try
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
      String signature = Base64.getEncoder().encodeToString(mac.doFinal(body));
      var request = HttpRequest.newBuilder(URI.create(System.getenv("HOSHIN_URL")))
          .timeout(Duration.ofSeconds(30))
          .header("content-type", "application/cloudevents-batch+json")
          .header("webhook-id", id)
          .header("webhook-timestamp", timestamp)
          .header("webhook-signature", "v1," + signature)
          .POST(HttpRequest.BodyPublishers.ofByteArray(body))
          .build();
      long wait = attempt * 10L;
      try {
        var answer = client.send(request, BodyHandlers.ofString());
        int status = answer.statusCode();
        System.out.println(status + " " + answer.body());
        if (status == 202) System.exit(answer.body().contains("\"rejected\":0") ? 0 : 1);
        if (status < 500 && status != 429) System.exit(1); // the text says what to mend
        wait = answer.headers().firstValueAsLong("retry-after").orElse(wait);
      } catch (IOException fault) {
        System.out.println("0 " + fault);
      }
      Thread.sleep(1000 * wait); // not taken: nothing is counted twice by sending it again
    }
    System.exit(1);
  }
}
