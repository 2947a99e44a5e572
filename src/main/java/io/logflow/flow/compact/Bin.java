package io.logflow.flow.compact;

import io.logflow.flow.compact.CompactReport.Merged;
import io.logflow.publish.FolderSwap;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Files of one folder that become one.
 *
 * @param files at least two of equal schema, in the order of the rows to come
 * @param output the output that is a folder, where they are parts of one
 */
record Bin(List<Candidate> files, Optional<Path> output) {
  Bin {
    files = List.copyOf(files);
  }

  /** The name of the file that they become. */
  Path target(String id) {
    Candidate first = files.get(0);
    return first.path().resolveSibling(FolderSwap.nameOf(first.firstName(), id));
  }

  /** What no other process may be working on. */
  Path place() {
    return output.orElseGet(() -> files.get(0).path().getParent());
  }

  List<Path> paths() {
    return files.stream().map(Candidate::path).toList();
  }

  /** What is told of it. */
  Merged report(Path target, long bytesAfter) {
    return new Merged(
        target,
        files.stream().map(Candidate::name).toList(),
        files.stream().mapToLong(one -> one.footer().rows()).sum(),
        files.stream().mapToLong(Candidate::bytes).sum(),
        bytesAfter);
  }
}
