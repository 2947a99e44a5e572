package io.logflow.format.compressed;

import io.logflow.job.Compression;
import io.logflow.job.Control;
import io.logflow.job.ErrorKind;
import io.logflow.job.Input;
import io.logflow.job.Job;
import io.logflow.job.UnpackLimits;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The stage that unpacks what came in compressed, so that every later one reads plain files. What
 * is compressed is found by content, never by name.
 */
public final class Unpacker {

  /** The job with its compressed inputs unpacked; the same job where there are none. */
  public Job unpack(Job job) {
    List<Compression> found = job.inputs().stream().map(Unpacker::compressionOf).toList();
    if (found.stream().allMatch(Compression.NONE::equals)) {
      return job;
    }
    List<Input> inputs = new ArrayList<>();
    long done = 0;
    for (int index = 0; index < found.size(); index++) {
      Input input = job.inputs().get(index);
      inputs.add(plain(job, input, found.get(index), done));
      done += input.size();
      job.control().progress("unpack", done, 0);
    }
    Job unpacked = job.withInputs(inputs);
    return unpacked.withControl(
        new ScaledControl(job.control(), unpacked.size(), unpacked.contentSize()));
  }

  private static Input plain(Job job, Input input, Compression compression, long before) {
    return compression == Compression.NONE
        ? input
        : input.withUnpacked(
            new Unpacking(
                    job,
                    input,
                    compression,
                    bytes -> job.control().progress("unpack", before + bytes, 0))
                .run());
  }

  /** A file that is not there, or may not be read, is the next stage's to refuse. */
  private static Compression compressionOf(Input input) {
    if (input.inspection().isPresent()) { // It was looked at before, and is unpacked by now.
      return Compression.NONE;
    }
    if (!Files.isRegularFile(input.path()) || !Files.isReadable(input.path())) {
      return Compression.NONE;
    }
    try {
      return compressionOf(input.path());
    } catch (IOException e) {
      throw ErrorKind.INPUT_UNREADABLE.error(
          input.path() + " cannot be read: " + e.getMessage() + ".",
          "Check the disk, and the permissions of the file.",
          e);
    }
  }

  private static Compression compressionOf(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] head = in.readNBytes(CompressionSignatures.LENGTH);
      return CompressionSignatures.of(head, head.length);
    }
  }

  /**
   * The first bytes of a file's plain content, whatever it is wrapped in.
   *
   * @throws io.logflow.job.InputException MALFORMED_INPUT where it does not unpack
   */
  public static byte[] head(Path path, int length) throws IOException {
    Compression compression = compressionOf(path);
    try (PackedFile file = new PackedFile(path, Control.NONE)) {
      try (InputStream content = Decoders.open(compression, file, UnpackLimits.NONE)) {
        return content.readNBytes(length);
      } catch (IOException e) {
        throw Decoders.failure(compression, file, path.toString(), e);
      }
    }
  }

  /** Whether a file is wrapped in a compression that is known. */
  public static boolean packed(Path path) throws IOException {
    return compressionOf(path) != Compression.NONE;
  }

  /** A file's plain content, whatever it is wrapped in; to be closed. */
  @SuppressWarnings("MustBeClosed") // Closing what is returned closes all.
  public static InputStream open(Path path) throws IOException {
    Compression compression = compressionOf(path);
    if (compression == Compression.NONE) {
      return Files.newInputStream(path);
    }
    PackedFile file = new PackedFile(path, Control.NONE);
    InputStream content = Decoders.open(compression, file, UnpackLimits.NONE);
    return new FilterInputStream(content) {
      @Override
      public void close() throws IOException {
        try {
          super.close();
        } finally {
          file.close();
        }
      }
    };
  }
}
