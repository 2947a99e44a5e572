package io.logflow.cli;

import io.logflow.job.JobStatus;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the state of a job by its name in the jobs table. */
final class StatusConverter implements ITypeConverter<JobStatus> {
  @Override
  public JobStatus convert(String text) {
    return Arrays.stream(JobStatus.values())
        .filter(status -> status.label().equals(text))
        .findFirst()
        .orElseThrow(() -> new TypeConversionException("'" + text + "' is none of " + labels()));
  }

  private static String labels() {
    return Arrays.stream(JobStatus.values())
        .map(JobStatus::label)
        .collect(Collectors.joining(", "));
  }
}
