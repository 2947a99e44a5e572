package io.logflow.flow.audit;

/** What must be true of inboxes and their outputs at any time, jobs in flight left aside. */
public enum Invariant {
  I1("each input is in one place and has one job"),
  I2("each output is whole"),
  I3("each content is published once"),
  I4("rows read = written + rejected + skipped"),
  I5("nothing is left by dead processes"),
  I6("the state is sound"),
  I7("what was claimed is there");

  private final String promise;

  Invariant(String promise) {
    this.promise = promise;
  }

  /** The invariant in words. */
  public String promise() {
    return promise;
  }
}
