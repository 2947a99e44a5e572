package io.logflow.flow.watch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;

/** Collects the files of one look at a folder. */
public final class FileGroups implements AggregationStrategy {
  @Override
  public Exchange aggregate(Exchange before, Exchange file) {
    Path path = Intake.path(file.getMessage().getBody()).orElseThrow();
    if (before == null) {
      List<Path> files = new ArrayList<>();
      files.add(path);
      file.getMessage().setBody(files);
      return file;
    }
    @SuppressWarnings("unchecked") // put there above
    List<Path> files = before.getMessage().getBody(List.class);
    files.add(path);
    return before;
  }
}
