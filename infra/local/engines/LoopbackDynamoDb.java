// Starts AWS's DynamoDB Local bound to the loopback interface. Its own main class listens on every interface and has no
// option for it, so the server is built by the same factory and its connectors get a host before they open.
// It also ends when its standard input does: no orphan stays behind when the parent is killed hard.
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

public class LoopbackDynamoDb {
  public static void main(String[] args) throws Exception {
    var proxy = ServerRunner.createServerFromCommandLineArgs(args);
    var field = DynamoDBProxyServer.class.getDeclaredField("server");
    field.setAccessible(true);
    for (var connector : ((Server) field.get(proxy)).getConnectors()) {
      ((ServerConnector) connector).setHost("127.0.0.1");
    }
    proxy.start();
    while (System.in.read() >= 0) {
      // Nothing is ever said on this pipe: only its end matters.
    }
    var late = new Thread(LoopbackDynamoDb::haltLate);
    late.setDaemon(true);
    late.start();
    proxy.stop();
    System.exit(0);
  }

  // Stopping in order saves the next start some work, no more; and nobody is left who could kill an orphan that hangs.
  private static void haltLate() {
    try {
      Thread.sleep(9_000);
    } catch (InterruptedException ended) {
      // Then at once.
    }
    Runtime.getRuntime().halt(0);
  }
}
