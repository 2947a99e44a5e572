package io.logflow.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.logflow.http.tls.Pinned;
import io.logflow.http.tls.TlsIdentity;
import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/**
 * Asks the server that has just begun to listen what it must not answer, over real connections. A
 * guard that is not called looks like one that has nothing to refuse.
 */
final class Canary {
  private static final int MILLIS = 5_000;
  private static final int REFUSED_MILLIS = 300;

  private final int port;
  private final String name;
  private final Optional<SSLSocketFactory> tls;

  private Canary(int port, String name, Optional<SSLSocketFactory> tls) {
    this.port = port;
    this.name = name;
    this.tls = tls;
  }

  /** For a server that this machine alone may reach. */
  static Canary local(int port) {
    return new Canary(port, "localhost", Optional.empty());
  }

  /** For a server that others may reach, with this certificate. */
  static Canary network(int port, TlsIdentity identity) {
    return new Canary(
        port,
        identity.names().example(),
        Optional.of(Pinned.to(identity.fingerprint()).getSocketFactory()));
  }

  /**
   * Fails unless requests without a token and those for other hosts are refused, and, of a local
   * server, nobody else than this machine can connect; of another, nobody without TLS.
   *
   * @param addresses those that the server listens on
   */
  void check(List<String> addresses) {
    for (String address : addresses) {
      InetAddress place = Listeners.address(Listeners.isEvery(address) ? "127.0.0.1" : address);
      requireStatus(place, authority(), 401, "without a token");
      requireStatus(place, "logflow.invalid:" + port, 421, "for another host");
      if (tls.isPresent()) {
        requireTls(place);
      }
    }
    if (tls.isEmpty()) {
      Listeners.reachable().forEach(this::requireClosed);
    }
  }

  private String authority() {
    return (name.indexOf(':') < 0 ? name : "[" + name + "]") + ":" + port;
  }

  private void requireStatus(InetAddress place, String host, int wanted, String what) {
    try {
      String line = tls.isPresent() ? askSecurely(place, host) : askPlainly(place, host);
      if (!line.startsWith("HTTP/1.1 " + wanted + " ")) {
        throw failed("a request " + what + " was answered with '" + line + "'");
      }
    } catch (IOException e) {
      throw failed("it cannot be asked on " + place.getHostAddress() + " (" + e.getMessage() + ")");
    }
  }

  private String askPlainly(InetAddress place, String host) throws IOException {
    try (Socket socket = connected(place)) {
      return ask(socket, host);
    }
  }

  private String askSecurely(InetAddress place, String host) throws IOException {
    try (Socket socket = connected(place);
        Socket secure = tls.orElseThrow().createSocket(socket, name, port, true)) {
      return ask(secure, host);
    }
  }

  private Socket connected(InetAddress place) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(place, port), MILLIS);
      socket.setSoTimeout(MILLIS);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static String ask(Socket socket, String host) throws IOException {
    String request = "GET /api/v1/jobs HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(US_ASCII));
    BufferedReader answer =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
    return String.valueOf(answer.readLine());
  }

  /** However the connection ends, it must not end with an answer in HTTP. */
  private void requireTls(InetAddress place) {
    String line;
    try {
      line = askPlainly(place, authority());
    } catch (IOException refused) {
      return;
    }
    if (line.startsWith("HTTP/")) {
      throw failed("a request without TLS was answered with '" + line + "'");
    }
  }

  private void requireClosed(InetAddress place) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(place, port), REFUSED_MILLIS);
    } catch (IOException refused) {
      return;
    }
    throw failed(
        "something listens on port " + port + " of " + place.getHostAddress() + ", for others too");
  }

  private static LogFlowException failed(String what) {
    return ErrorKind.INTERNAL.error(
        "The server does not keep others out: " + what + ".",
        "It has been ended. Where another program has the port, choose another with --port; else"
            + " report it.");
  }
}
