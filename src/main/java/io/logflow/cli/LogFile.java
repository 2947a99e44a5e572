package io.logflow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logflow.job.ErrorKind;
import io.logflow.store.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.logging.ErrorManager;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

/**
 * A log file that several processes append to, one line at a time. At 10 MB it becomes {@code .1},
 * the one before it {@code .2}, up to {@code .4}. The JDK's own file handler gives the current file
 * another name when it rotates, and each process a file of its own.
 */
final class LogFile extends Handler {
  private static final long LARGEST = 10_000_000;
  private static final int OLD_FILES = 4;

  private final Path file;
  private final long largest;
  private FileChannel channel;

  private LogFile(Path file, long largest) throws IOException {
    this.file = file;
    this.largest = largest;
    PrivateFiles.createFolder(file.getParent());
    this.channel = append();
    setFormatter(new Line());
  }

  /** Opens the file, in a folder that only its owner can enter. */
  static LogFile open(Path file) {
    return open(file, LARGEST);
  }

  static LogFile open(Path file, long largest) {
    try {
      return new LogFile(file, largest);
    } catch (IOException e) {
      throw ErrorKind.CONFIGURATION.error(
          "The log file " + file + " cannot be written: " + e.getMessage() + ".",
          "Make its folder writable for you, or set logging.file: false.",
          e);
    }
  }

  private FileChannel append() throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Override
  public synchronized void publish(LogRecord message) {
    if (!isLoggable(message)) {
      return;
    }
    try {
      if (channel.size() > largest) {
        rotate();
      }
      ByteBuffer line = ByteBuffer.wrap(getFormatter().format(message).getBytes(UTF_8));
      while (line.hasRemaining()) {
        channel.write(line);
      }
    } catch (IOException e) {
      reportError(null, e, ErrorManager.WRITE_FAILURE);
    }
  }

  private void rotate() throws IOException {
    channel.close();
    // Another process may have done it just now.
    if (Files.exists(file) && Files.size(file) > largest) {
      for (int number = OLD_FILES - 1; number >= 0; number--) {
        Path from = number == 0 ? file : numbered(number);
        if (Files.exists(from)) {
          Files.move(from, numbered(number + 1), StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    channel = append();
  }

  private Path numbered(int number) {
    return file.resolveSibling(file.getFileName() + "." + number);
  }

  @Override
  public void flush() {
    // Every line is written at once.
  }

  @Override
  public synchronized void close() {
    try {
      channel.close();
    } catch (IOException e) {
      reportError(null, e, ErrorManager.CLOSE_FAILURE);
    }
  }

  /** One record as one line, whatever its message holds. */
  private static final class Line extends Formatter {
    @Override
    public String format(LogRecord message) {
      StringBuilder line = new StringBuilder();
      line.append(message.getInstant()).append(' ').append(ProcessHandle.current().pid());
      line.append(' ').append(message.getLevel().getName());
      line.append(' ').append(Printable.text(formatMessage(message)));
      if (message.getThrown() != null) {
        line.append(" | ").append(Printable.text(message.getThrown().toString()));
      }
      return line.append(System.lineSeparator()).toString();
    }
  }
}
