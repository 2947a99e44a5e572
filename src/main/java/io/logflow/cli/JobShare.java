package io.logflow.cli;

import java.util.List;
import java.util.Map;

/**
 * How much of a whole job is done, from what its stages tell; never falls. The shares of the stages
 * are what they take of the time of a large file, more or less; {@code encode} is scan and
 * conversion in one.
 */
final class JobShare {
  private static final String ENCODE = "encode";
  private static final Map<String, Double> WEIGHTS =
      Map.ofEntries(
          Map.entry("unpack", 0.3),
          Map.entry("scan", 0.25),
          Map.entry("convert", 0.44),
          Map.entry(ENCODE, 0.69),
          Map.entry("verify", 0.01),
          Map.entry("upload", 9.0),
          Map.entry("download", 0.7));

  private final List<String> laterStages;
  private final long totalBytes;
  private double total;
  private double before;
  private String stage = "";
  private double share;

  /**
   * @param planOnly whether the job is only planned, so that the scan is its last stage
   * @param totalBytes bytes of the inputs
   */
  JobShare(boolean planOnly, long totalBytes) {
    this.laterStages = planOnly ? List.of("scan") : List.of("scan", "convert", "verify");
    this.totalBytes = totalBytes;
  }

  /** The share of the job that is done, 0 to 1, once {@code bytes} of a stage are done. */
  double at(String now, long bytes) {
    if (!now.equals(stage)) {
      enter(now);
    }
    double ofStage = totalBytes == 0 ? 1 : Math.min(1, (double) bytes / totalBytes);
    share = Math.max(share, Math.min(1, (before + ofStage * weight(now)) / total));
    return share;
  }

  private void enter(String now) {
    if (stage.isEmpty()) {
      total =
          laterStages.stream().mapToDouble(JobShare::weight).sum()
              + (laterStages.contains(now) || now.equals(ENCODE) ? 0 : weight(now));
    } else {
      before += weight(stage);
    }
    stage = now;
  }

  private static double weight(String stage) {
    return WEIGHTS.getOrDefault(stage, 0.0);
  }
}
