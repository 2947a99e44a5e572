package io.logflow.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between a client and a server, and cuts connections after some bytes. */
final class CuttingProxy implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 14;

  final AtomicInteger cuts = new AtomicInteger();
  final AtomicLong sent = new AtomicLong();
  final AtomicLong received = new AtomicLong();
  private final ServerSocket listener;
  private final int port;
  private final AtomicInteger cutsLeft;
  private final long sentBeforeCut;
  private final long receivedBeforeCut;

  /**
   * @param port of the server
   * @param cuts connections that are cut, before they are left alone
   * @param sentBeforeCut bytes from the client
   * @param receivedBeforeCut bytes from the server
   */
  CuttingProxy(int port, int cuts, long sentBeforeCut, long receivedBeforeCut) throws IOException {
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.port = port;
    this.cutsLeft = new AtomicInteger(cuts);
    this.sentBeforeCut = sentBeforeCut;
    this.receivedBeforeCut = receivedBeforeCut;
    start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "cutting-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
        start(() -> pass(client, server, sent, sentBeforeCut));
        start(() -> pass(server, client, received, receivedBeforeCut));
      }
    } catch (IOException closed) {
      assert listener.isClosed() : closed;
    }
  }

  private void pass(Socket from, Socket to, AtomicLong count, long most) {
    byte[] buffer = new byte[BUFFER_BYTES];
    long passed = 0;
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
        out.flush();
        passed += read;
        count.addAndGet(read);
        if (passed > most && cutsLeft.getAndDecrement() > 0) {
          cuts.incrementAndGet();
          return;
        }
      }
    } catch (IOException gone) {
      assert from.isClosed() || to.isClosed() : gone;
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
