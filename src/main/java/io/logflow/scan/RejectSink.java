package io.logflow.scan;

import io.logflow.job.Input;
import io.logflow.job.Reject;
import java.io.Closeable;
import java.io.IOException;

/** Where the rows go that cannot be taken in. */
public interface RejectSink extends Closeable {

  void accept(Input input, Reject reject) throws IOException;
}
