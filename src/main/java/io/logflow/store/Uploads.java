package io.logflow.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What is on record of uploads; their bytes are files under their ids. */
public final class Uploads {
  private final Rows rows;
  private final Rows writer;

  public Uploads(StateStore store) {
    this.rows = new Rows(store);
    this.writer = new Rows(store.writer(), store.database());
  }

  /**
   * One upload.
   *
   * @param complete whether all its bytes are there and on the disk
   * @param length the size that was announced
   * @param size bytes, of a complete one
   * @param sha256 of a complete one
   * @param key by which a client asks for the same once more
   * @param createdAt epoch milliseconds
   */
  public record Upload(
      String id,
      String name,
      boolean complete,
      OptionalLong length,
      OptionalLong size,
      Optional<String> sha256,
      Optional<String> key,
      long createdAt) {

    /** The same under another name. */
    public Upload called(String other) {
      return new Upload(id, other, complete, length, size, sha256, key, createdAt);
    }
  }

  /** Records one that may be added to; false where its key is taken. */
  public boolean begin(Upload upload) {
    return writer.update(
            "uploads-begin",
            upload.id(),
            upload.name(),
            value(upload.length()),
            upload.key().orElse(null),
            upload.createdAt())
        == 1;
  }

  /** Records that all bytes of one are on the disk. */
  public void complete(String id, long size, String sha256) {
    writer.update("uploads-complete", id, size, sha256);
  }

  /** The upload of an id. */
  public Optional<Upload> get(String id) {
    return first(rows.query("uploads-get", id));
  }

  /** The upload of a key. */
  public Optional<Upload> ofKey(String key) {
    return first(rows.query("uploads-of-key", key));
  }

  /** Those that began before this time. */
  public List<Upload> before(long epochMillis) {
    return rows.query("uploads-before", epochMillis).stream().map(Uploads::upload).toList();
  }

  /** Forgets one. */
  public void delete(String id) {
    writer.update("uploads-delete", id);
  }

  private static Optional<Upload> first(List<Map<String, Object>> found) {
    return found.stream().findFirst().map(Uploads::upload);
  }

  private static Upload upload(Map<String, Object> row) {
    return new Upload(
        String.valueOf(row.get("id")),
        String.valueOf(row.get("name")),
        ((Number) row.get("complete")).intValue() == 1,
        number(row.get("length")),
        number(row.get("size")),
        Optional.ofNullable(row.get("sha256")).map(String::valueOf),
        Optional.ofNullable(row.get("key")).map(String::valueOf),
        ((Number) row.get("created_at")).longValue());
  }

  private static OptionalLong number(Object value) {
    return value instanceof Number number
        ? OptionalLong.of(number.longValue())
        : OptionalLong.empty();
  }

  private static Long value(OptionalLong number) {
    return number.isPresent() ? (Long) number.getAsLong() : null;
  }
}
