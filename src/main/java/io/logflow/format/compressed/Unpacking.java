package io.logflow.format.compressed;

import io.logflow.job.Compression;
import io.logflow.job.ErrorKind;
import io.logflow.job.FileStamp;
import io.logflow.job.Input;
import io.logflow.job.Job;
import io.logflow.job.LogFlowException;
import io.logflow.job.UnpackLimits;
import io.logflow.job.Unpacked;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.function.LongConsumer;

/** Unpacks one compressed input into a file of the job's temporary folder. */
final class Unpacking {
  private static final int BLOCK_BYTES = 1 << 18;

  private final Job job;
  private final Input input;
  private final Compression compression;
  private final LongConsumer progress;
  private final UnpackLimits limits;
  private final Path folder;

  /**
   * @param progress hears how many compressed bytes of this input are done
   */
  Unpacking(Job job, Input input, Compression compression, LongConsumer progress) {
    this.job = job;
    this.input = input;
    this.compression = compression;
    this.progress = progress;
    this.limits = job.resources().unpacking();
    this.folder = job.resources().tempDir();
  }

  /**
   * The content, read to its end.
   *
   * @throws LogFlowException MALFORMED_INPUT, LIMIT_EXCEEDED, DISK_FULL, INPUT_CHANGED and what
   *     else can happen to files; nothing is left of the content then
   */
  Unpacked run() {
    Path content = create();
    try (PackedFile file = new PackedFile(input.path(), job.control())) {
      long size = unpack(file, content);
      requireUnchanged();
      return new Unpacked(compression, content, size, file.sha256());
    } catch (IOException e) {
      throw withoutContent(content, notWritten(e));
    } catch (RuntimeException e) {
      throw withoutContent(content, e);
    }
  }

  private Path create() {
    try {
      Files.createDirectories(folder);
      return Files.createTempFile(folder, "unpacked-", ".data"); // For this user's eyes only.
    } catch (IOException e) {
      throw notWritten(e);
    }
  }

  private long unpack(PackedFile file, Path content) throws IOException {
    Growth growth = new Growth(input.originalName(), limits, folder);
    growth.checkDisk(input.size());
    byte[] block = new byte[BLOCK_BYTES];
    try (InputStream decoder = open(file);
        FileChannel out = FileChannel.open(content, StandardOpenOption.WRITE)) {
      for (int read = next(file, decoder, block); read > 0; read = next(file, decoder, block)) {
        if (growth.unpacked() == 0) {
          refuseSecondLayer(block, read);
        }
        growth.add(read, file.bytesRead());
        write(out, ByteBuffer.wrap(block, 0, read));
        progress.accept(file.position());
      }
    }
    return growth.unpacked();
  }

  private InputStream open(PackedFile file) {
    try {
      return Decoders.open(compression, file, limits);
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  // What else a decoder throws where data is damaged, such as an index out of bounds, is damage.
  private int next(PackedFile file, InputStream decoder, byte[] block) {
    try {
      job.control().check();
      return decoder.readNBytes(block, 0, block.length);
    } catch (LogFlowException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw failure(file, e);
    }
  }

  /** A file that changed under our hands is not a damaged one. */
  private RuntimeException failure(PackedFile file, Exception cause) {
    requireUnchanged();
    return Decoders.failure(compression, file, input.originalName(), cause);
  }

  private void refuseSecondLayer(byte[] block, int length) {
    Compression inner = CompressionSignatures.of(block, length);
    if (inner != Compression.NONE) {
      throw ErrorKind.LIMIT_EXCEEDED.error(
          "%s is compressed twice, %s within %s; the limit is one layer of compression."
              .formatted(input.originalName(), inner.label(), compression.label()),
          "Unpack the outer layer, for example with '"
              + compression.label()
              + " -d', and convert"
              + " what comes out.");
    }
  }

  private static void write(FileChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  private void requireUnchanged() {
    FileStamp now;
    try {
      now = FileStamp.of(input.path());
    } catch (IOException e) {
      throw changed(e);
    }
    if (!now.equals(input.stamp())) {
      throw changed(null);
    }
  }

  private LogFlowException changed(IOException cause) {
    return ErrorKind.INPUT_CHANGED.error(
        input.originalName() + " changed while it was read.",
        "Wait until whatever writes it has finished, and try again.",
        cause);
  }

  private LogFlowException notWritten(IOException cause) {
    String why = String.valueOf(cause.getMessage());
    if (why.toLowerCase(Locale.ROOT).matches(".*(no space left|not enough space|quota exceed).*")) {
      return ErrorKind.DISK_FULL.error(
          "The disk of the temporary folder " + folder + " is full.",
          "Make room there, or name a folder on another disk with --set engine.temp_dir=FOLDER.",
          cause);
    }
    return ErrorKind.OUTPUT_NOT_WRITABLE.error(
        "Nothing can be written in the temporary folder " + folder + ": " + why + ".",
        "Check its permissions, or name another one with --set engine.temp_dir=FOLDER.",
        cause);
  }

  private static RuntimeException withoutContent(Path content, RuntimeException failure) {
    try {
      Files.deleteIfExists(content);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }
}
