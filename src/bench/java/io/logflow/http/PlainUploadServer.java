package io.logflow.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.ExecutionException;

/**
 * What uploads are compared with: a server of Vert.x that writes a body to a file, hashes it, has it
 * brought to the disk, and answers with its SHA-256. It knows no limits, no tokens and no parts.
 *
 * <p>Arguments: port, file.
 */
public final class PlainUploadServer {
  private PlainUploadServer() {}

  /** Serves until it is killed. */
  public static void main(String[] arguments) throws InterruptedException, ExecutionException {
    Vertx vertx = Vertx.vertx();
    vertx
        .createHttpServer()
        .requestHandler(request -> take(vertx, request, arguments[1]))
        .listen(Integer.parseInt(arguments[0]), "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .get();
    System.out.println("listening");
  }

  private static void take(Vertx vertx, HttpServerRequest request, String path) {
    MessageDigest digest = sha256();
    request.pause();
    vertx
        .fileSystem()
        .open(path, new OpenOptions().setCreate(true).setTruncateExisting(true))
        .compose(file -> write(request, file, digest))
        .onSuccess(done -> request.response().end(HexFormat.of().formatHex(digest.digest())))
        .onFailure(failure -> request.response().setStatusCode(500).end(failure.toString()));
  }

  private static Future<Void> write(
      HttpServerRequest request, AsyncFile file, MessageDigest digest) {
    request.handler(
        buffer -> {
          digest.update(buffer.getBytes());
          file.write(buffer);
          if (file.writeQueueFull()) {
            request.pause();
            file.drainHandler(drained -> request.resume());
          }
        });
    request.resume();
    return request.end().compose(all -> file.flush()).compose(flushed -> file.close());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
