package io.logflow.job;

import java.io.Closeable;

/** What an engine has of an output before its plan was settled. */
public interface Draft extends Closeable {

  /** Lets go of what the draft holds; its file is left to whoever clears up after the job. */
  @Override
  void close();
}
