// Starts AWS's DynamoDB Local bound to the loopback interface. Its own main class listens on every interface and has no
// option for it, so the server is built by the same factory and its connectors get a host before they open.
// It also ends when its standard input does: no orphan stays behind when the parent is killed hard.
import com.almworks.sqlite4java.SQLiteConnection;
import java.io.File;
import java.util.List;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

public class LoopbackDynamoDb {
  public static void main(String[] args) throws Exception {
    var arguments = List.of(args);
    var database = new File(arguments.get(arguments.indexOf("-dbPath") + 1), "shared-local-instance.db");
    // By default each write makes, syncs and deletes a journal file: a log kept beside the data is several times faster.
    // The engine never empties it (some 10 KB a write), and a second connection that did would make its writes fail:
    // it is emptied here, before the engine has the file, and when the engine closes it.
    var connection = new SQLiteConnection(database);
    connection.open(true);
    connection.exec("PRAGMA journal_mode = WAL");
    connection.dispose();
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
    proxy.stop();
    System.exit(0);
  }
}
