package io.logflow.format.compressed;

import io.logflow.job.Control;

/**
 * A job's control once its inputs are unpacked: what stages tell in bytes of the plain content
 * becomes bytes as they came in.
 */
final class ScaledControl implements Control {
  private final Control control;
  private final long packed;
  private final long plain;

  ScaledControl(Control control, long packed, long plain) {
    this.control = control;
    this.packed = packed;
    this.plain = plain;
  }

  @Override
  public boolean cancelled() {
    return control.cancelled();
  }

  @Override
  public void check() {
    control.check();
  }

  @Override
  public AutoCloseable onCancel(Runnable action) {
    return control.onCancel(action);
  }

  @Override
  public void working(boolean begins) {
    control.working(begins);
  }

  @Override
  public void progress(String stage, long bytes, long rows) {
    control.progress(stage, scaled(bytes), rows);
  }

  private long scaled(long bytes) {
    return bytes >= plain ? packed : (long) ((double) bytes / plain * packed);
  }
}
