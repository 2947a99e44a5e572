package io.logflow.flow.watch;

import io.logflow.job.FileStamp;
import io.logflow.publish.ClaimedFiles.Move;
import io.logflow.publish.MarkerFiles.Marker;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Inputs of one inbox that are claimed together.
 *
 * @param inbox the inbox
 * @param all what is to be claimed
 * @param moved those that are in the work folder by now
 */
public record Claims(Inbox inbox, List<Claim> all, List<Claim> moved) {
  public Claims {
    all = List.copyOf(all);
    moved = List.copyOf(moved);
  }

  /**
   * One input.
   *
   * @param jobId its job
   * @param source where it is
   * @param stamp what it was when it had settled
   * @param createdAt epoch milliseconds
   * @param marker the file that says it is whole
   */
  public record Claim(
      String jobId, Path source, FileStamp stamp, long createdAt, Optional<Marker> marker) {

    Claim(String jobId, Path source, FileStamp stamp, long createdAt) {
      this(jobId, source, stamp, createdAt, Optional.empty());
    }
  }

  /** The same, with those that were moved. */
  Claims withMoved(List<Claim> those) {
    return new Claims(inbox, all, those);
  }

  /** Those that were gone, or another file by then. */
  List<Claim> left() {
    return all.stream().filter(claim -> !moved.contains(claim)).toList();
  }

  /** Where an input is to be. */
  Path workFile(Claim claim) {
    return inbox.workFile(claim.jobId(), claim.source());
  }

  Move move(Claim claim) {
    return new Move(claim.source(), workFile(claim), claim.stamp());
  }
}
