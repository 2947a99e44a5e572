package io.logflow.flow.compact;

import io.logflow.job.ErrorKind;
import io.logflow.job.Job;
import io.logflow.job.LogFlowException;
import io.logflow.job.OnExisting;
import io.logflow.job.Publication;
import io.logflow.store.Compactions;
import io.logflow.store.StateStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps the name of an output that became a part of another file from being given again: the rows
 * would be there twice. To be asked when the name is on record, since a compaction looks there.
 */
public final class CompactedOutputs {
  private final Compactions books;

  public CompactedOutputs(StateStore store) {
    this.books = new Compactions(store);
  }

  /** The failure of a job whose output is in another file now; empty where it may publish. */
  public Optional<LogFlowException> obstacle(Job job) {
    if (job.options().onExisting() == OnExisting.VERSION || job.options().layout().dataset()) {
      return Optional.empty(); // No two jobs have such a name.
    }
    Path path = job.publication().map(Publication::path).orElseThrow();
    return books.target(path).filter(target -> isThere(target)).map(target -> taken(path, target));
  }

  /** One that is being made has no name yet. */
  private boolean isThere(Path target) {
    return Files.exists(target)
        || books.unfinished().stream().anyMatch(one -> one.target().equals(target));
  }

  private static LogFlowException taken(Path path, Path target) {
    return ErrorKind.OUTPUT_EXISTS.error(
        "The rows of the output %s are in %s since 'logflow compact', from where they cannot be"
                .formatted(path, target)
            + " replaced.",
        "Choose another name with -o; or, to begin anew, remove that file and convert all its"
            + " inputs again.");
  }
}
