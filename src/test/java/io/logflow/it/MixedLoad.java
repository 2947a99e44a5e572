package io.logflow.it;

import com.github.luben.zstd.Zstd;
import io.logflow.format.compressed.Pack;
import io.logflow.job.Compression;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * Files of all kinds for an inbox, by a seed: CSV, JSON, NDJSON, small and large, plain and
 * compressed, some of them broken, empty, of a content or of a name that was there before.
 */
final class MixedLoad {
  private static final int LARGE_ROWS = 400_000;

  private final Path inbox;
  private final Path making;
  private final Random random;
  private final int largeBytes;
  private final List<Dropped> dropped = new ArrayList<>();
  private long nextId = 1;

  /** What may become of a file. */
  enum Expected {
    GOOD,
    BROKEN,
    EMPTY
  }

  /**
   * A file that was put into the inbox.
   *
   * @param sum of the column {@code id}
   */
  record Dropped(String name, Path copy, String sha256, long rows, long sum, Expected expected) {}

  /**
   * @param making a folder on the inbox's disk, for files on their way
   * @param largeBytes about how large the largest are
   */
  MixedLoad(Path inbox, Path making, long seed, int largeBytes) throws IOException {
    this.inbox = inbox;
    this.making = Files.createDirectories(making);
    this.random = new Random(seed);
    this.largeBytes = largeBytes;
  }

  List<Dropped> dropped() {
    return List.copyOf(dropped);
  }

  /** Puts one more file into the inbox, in one step. */
  void drop() throws IOException {
    int kind = random.nextInt(100);
    if (kind < 4 && !dropped.isEmpty()) {
      again(dropped.get(random.nextInt(dropped.size())));
    } else if (kind < 6) {
      put(".csv", new byte[0], 0, 0, Expected.EMPTY);
    } else if (kind < 10) {
      put(".csv", bytes("id,name\n" + id() + ",x\n7\n"), 0, 0, Expected.BROKEN);
    } else if (kind < 12) {
      table(".csv", largeBytes);
    } else {
      table(
          List.of(".csv", ".csv", ".json", ".ndjson", ".csv.gz", ".csv.zst", ".ndjson.gz")
              .get(kind % 7),
          0);
    }
  }

  private long id() {
    return nextId++;
  }

  /** A content that was there before, under another name. */
  private void again(Dropped earlier) throws IOException {
    byte[] content = Files.readAllBytes(earlier.copy());
    String ending = earlier.name().substring(earlier.name().indexOf('.'));
    put(ending, content, earlier.rows(), earlier.sum(), earlier.expected());
  }

  private void table(String ending, int wantedBytes) throws IOException {
    boolean csv = ending.startsWith(".csv");
    boolean array = ending.equals(".json");
    StringBuilder text = new StringBuilder(csv ? "id,name,amount\n" : array ? "[" : "");
    long rows = 0;
    long sum = 0;
    int most = wantedBytes > 0 ? LARGE_ROWS * 10 : 1 + random.nextInt(200);
    String filler = wantedBytes > 0 ? "n".repeat(40) : "n";
    while (rows < most && (wantedBytes == 0 || text.length() < wantedBytes)) {
      long id = id();
      text.append(csv ? "" : array && rows > 0 ? ",\n" : "")
          .append(csv ? row(id, filler) : json(id, filler))
          .append(array ? "" : "\n");
      rows++;
      sum += id;
    }
    text.append(array ? "]\n" : "");
    put(ending, compressed(ending, bytes(text.toString())), rows, sum, Expected.GOOD);
  }

  private String row(long id, String filler) {
    return id + "," + filler + random.nextInt(1000) + "," + random.nextInt(10_000) / 100.0;
  }

  private String json(long id, String filler) {
    return "{\"id\":%d,\"name\":\"%s%d\"}".formatted(id, filler, random.nextInt(1000));
  }

  private static byte[] compressed(String ending, byte[] content) {
    if (ending.endsWith(".zst")) {
      return Zstd.compress(content);
    }
    if (!ending.endsWith(".gz")) {
      return content;
    }
    return Pack.pack(Compression.GZIP, content);
  }

  private void put(String ending, byte[] content, long rows, long sum, Expected expected)
      throws IOException {
    Path hidden = Files.write(making.resolve("dropping"), content);
    Path copy = making.resolve("copy-" + dropped.size());
    if (content.length < 100_000) {
      Files.write(copy, content);
    } else {
      Files.createLink(copy, hidden);
    }
    String name = name(ending);
    dropped.add(new Dropped(name, copy, sha256(content), rows, sum, expected));
    Files.move(hidden, inbox.resolve(name));
  }

  /** One in ten has a name that was there before, and waits no longer. */
  private String name(String ending) {
    String earlier = "f" + random.nextInt(dropped.size() + 1) + ending;
    return random.nextInt(10) == 0 && Files.notExists(inbox.resolve(earlier))
        ? earlier
        : "f" + dropped.size() + ending;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes what was dropped as the auditor reads it; rows and sums of good files only. */
  Path writeManifest(Path file) throws IOException {
    List<String> all = new ArrayList<>(List.of("name,sha256,rows,sum"));
    for (Dropped one : dropped) {
      String amounts = one.expected() == Expected.GOOD ? one.rows() + "," + one.sum() : ",";
      all.add(one.name() + "," + one.sha256() + "," + amounts);
    }
    return Files.write(file, all);
  }
}
