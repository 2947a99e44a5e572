package io.logflow.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody asks for: inputs, an output, and settings of the highest layer.
 *
 * @param inputs files that become one output
 * @param output a file, or a folder: one that exists, or a path that ends in {@code /.}; empty
 *     means beside the first input
 * @param profile the profile to use
 * @param overlay settings of the request layer, dotted key ({@code conversion.compression}) to
 *     value
 */
public record Request(
    List<Path> inputs,
    Optional<Path> output,
    Optional<String> profile,
    Map<String, Object> overlay) {
  public Request {
    inputs = List.copyOf(inputs);
    overlay = Map.copyOf(overlay);
  }

  /** Begins a request for one output of these inputs. */
  public static Builder of(Path... inputs) {
    return new Builder(List.of(inputs));
  }

  /** Collects a request. */
  public static final class Builder {
    private final List<Path> inputs;
    private final Map<String, Object> overlay = new LinkedHashMap<>();
    private Optional<Path> output = Optional.empty();
    private Optional<String> profile = Optional.empty();

    private Builder(List<Path> inputs) {
      this.inputs = new ArrayList<>(inputs);
    }

    /** A file whose name ends in {@code .parquet}, or a folder that exists. */
    public Builder to(Path file) {
      this.output = Optional.of(file);
      return this;
    }

    /** A folder, made where it is missing. A {@link Path} forgets a closing separator. */
    public Builder toFolder(Path folder) {
      return to(folder.resolve("."));
    }

    public Builder profile(String name) {
      this.profile = Optional.of(name);
      return this;
    }

    /** Sets one setting, for example {@code set("conversion.compression", "zstd")}. */
    public Builder set(String key, Object value) {
      overlay.put(key, value);
      return this;
    }

    /** Replaces an output that exists. */
    public Builder replace() {
      return set("conversion.on_existing", "replace");
    }

    public Request build() {
      return new Request(inputs, output, profile, overlay);
    }
  }
}
