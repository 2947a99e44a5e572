package io.logflow.format;

import io.logflow.format.compressed.Unpacker;
import io.logflow.format.csv.DialectFinder;
import io.logflow.format.csv.SampleTail;
import io.logflow.format.csv.SampleText;
import io.logflow.job.ConversionOptions;
import io.logflow.job.Dialect;
import io.logflow.job.ErrorKind;
import io.logflow.job.Format;
import io.logflow.job.Input;
import io.logflow.job.Inspection;
import io.logflow.job.Job;
import io.logflow.job.LogFlowException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The stage that finds out, by content and never by name, what each input is. */
public final class Inspector {
  /** The dialect of a file without any text, which has no fields. */
  static final Dialect NOTHING = new Dialect(",", '"', '"', false, 0, "The file is empty.");

  private static final int SAMPLE_BYTES = 1 << 20;
  private static final int TAIL_BYTES = 1 << 16;
  private static final int HEAD_BYTES = 16;

  /**
   * The job with its inputs inspected.
   *
   * @throws io.logflow.job.InputException EMPTY_INPUT where all inputs are empty; one among others
   *     gives no rows
   */
  public Job inspect(Job job) {
    return inspect(job, input -> false);
  }

  /** As {@link #inspect(Job)}, but inputs that were inspected before stay as they are. */
  public Job inspectNew(Job job) {
    return inspect(job, input -> input.inspection().isPresent());
  }

  private static Job inspect(Job job, Predicate<Input> known) {
    List<Input> inspected = new ArrayList<>();
    for (Input input : job.inputs()) {
      job.control().check();
      inspected.add(
          known.test(input)
              ? input
              : input.withInspection(found(input.content(), input.originalName(), job.options())));
    }
    if (inspected.stream().allMatch(Inspector::isEmpty)) {
      throw empty(job.inputs().get(0).originalName());
    }
    return job.withInputs(inspected);
  }

  /** Whether an input was found to hold no text. */
  public static boolean isEmpty(Input input) {
    return input.inspection().filter(found -> found.dialect().equals(NOTHING)).isPresent();
  }

  /** What one file is, also within a compression; what the options force is taken as given. */
  public static Inspection inspect(Path path, ConversionOptions options) {
    Path name = path.getFileName();
    return inspect(path, name == null ? path.toString() : name.toString(), options);
  }

  private static Inspection inspect(Path path, String name, ConversionOptions options) {
    Inspection found = found(path, name, options);
    if (found.dialect().equals(NOTHING)) {
      throw empty(name);
    }
    return found;
  }

  private static LogFlowException empty(String name) {
    return ErrorKind.EMPTY_INPUT.error(
        name + " is empty: there is no text in it.", "Check what should have written it.");
  }

  private static Inspection found(Path path, String name, ConversionOptions options) {
    checkOptions(options);
    checkFile(path, name);
    byte[] sample = read(path, name);
    Signatures.binary(sample).ifPresent(foreign -> refuse(name, foreign));
    boolean complete = sample.length < SAMPLE_BYTES;
    Encodings.Encoding supposed = Encodings.find(sample, options.charset());
    boolean utf8 = supposed.charset().equals(StandardCharsets.UTF_8);
    if (utf8 && options.charset().isEmpty() && Signatures.holdsZero(sample)) {
      refuse(name, Signatures.UNKNOWN_BINARY);
    }
    Encodings.Encoding encoding =
        options.charset().isPresent() ? supposed : lookCloser(path, name, sample, supposed);
    SampleText text = decode(sample, encoding, complete);
    checkText(text, name);
    boolean nothing = text.complete() && text.utf8().length == 0;
    Optional<JsonLayout.Found> json =
        nothing ? Optional.empty() : JsonLayout.find(text.utf8(), text.complete(), name);
    Format format = json.map(JsonLayout.Found::format).orElse(Format.CSV);
    Dialect dialect =
        json.map(found -> Dialect.none(found.evidence()))
            .orElseGet(
                () ->
                    nothing
                        ? NOTHING
                        : DialectFinder.find(text, tail(path, name, encoding, sample), options));
    return new Inspection(
        format,
        encoding.charset(),
        encoding.bomLength(),
        encoding.evidence(),
        dialect,
        encoding.proof());
  }

  private static Encodings.Encoding lookCloser(
      Path path, String name, byte[] sample, Encodings.Encoding supposed) {
    try {
      return EncodingFinder.find(path, sample, sample.length < SAMPLE_BYTES, supposed);
    } catch (IOException failure) {
      throw unreadable(name, path, failure);
    }
  }

  private static void checkOptions(ConversionOptions options) {
    options.quote().ifPresent(quote -> checkAscii(quote, "quote"));
    options.escape().ifPresent(escape -> checkAscii(escape, "escape"));
    Optional<String> lineEnd =
        options.delimiter().filter(text -> text.contains("\n") || text.contains("\r"));
    if (lineEnd.isPresent()) {
      throw ErrorKind.USAGE.error(
          "The delimiter holds a line ending.", "Choose a delimiter that stands within a line.");
    }
  }

  private static void checkAscii(char symbol, String what) {
    if (symbol > 127) {
      throw ErrorKind.USAGE.error(
          "The " + what + " character " + symbol + " is not an ASCII character.",
          "Choose an ASCII character, for example \".");
    }
  }

  private static void checkFile(Path path, String name) {
    if (!Files.exists(path)) {
      throw ErrorKind.INPUT_NOT_FOUND.error(
          "There is no file " + path + ".", "Check the path and the name.");
    }
    if (!Files.isRegularFile(path)) {
      throw ErrorKind.INPUT_NOT_FOUND.error(
          path + (Files.isDirectory(path) ? " is a folder" : " is not a regular file") + ".",
          "Give a regular file.");
    }
    if (!Files.isReadable(path)) {
      throw unreadable(name, path, null);
    }
  }

  private static byte[] read(Path path, String name) {
    try {
      return Unpacker.head(path, SAMPLE_BYTES);
    } catch (IOException failure) {
      throw unreadable(name, path, failure);
    }
  }

  private static LogFlowException unreadable(String name, Path path, IOException cause) {
    return ErrorKind.INPUT_UNREADABLE.error(
        name + " cannot be read" + (cause == null ? "" : ": " + cause.getMessage()) + ".",
        "Check the permissions of " + path + ".",
        cause);
  }

  private static void refuse(String name, Signatures.Foreign foreign) {
    throw ErrorKind.UNSUPPORTED_FORMAT.error(
        name + " is neither delimited text nor JSON: by its content it is " + foreign.name() + ".",
        foreign.remedy());
  }

  private static SampleText decode(byte[] sample, Encodings.Encoding encoding, boolean complete) {
    byte[] content = Arrays.copyOfRange(sample, encoding.bomLength(), sample.length);
    if (encoding.charset().equals(StandardCharsets.UTF_8)) {
      return SampleText.of(content, complete);
    }
    String text = new String(content, encoding.charset());
    return SampleText.of(text.getBytes(StandardCharsets.UTF_8), complete);
  }

  /** The end of a text that is longer than the sample, where it is UTF-8. */
  private static SampleTail tail(
      Path path, String name, Encodings.Encoding encoding, byte[] sample) {
    if (sample.length < SAMPLE_BYTES || !encoding.charset().equals(StandardCharsets.UTF_8)) {
      return SampleTail.UNKNOWN;
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      long from = Math.max(encoding.bomLength(), channel.size() - TAIL_BYTES);
      ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
      channel.read(head, 0);
      if (!Arrays.equals(head.array(), Arrays.copyOf(sample, head.capacity()))) {
        return SampleTail.UNKNOWN; // It is packed.
      }
      ByteBuffer bytes = ByteBuffer.allocate((int) (channel.size() - from));
      while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) > 0) {}
      return SampleTail.of(
          Arrays.copyOf(bytes.array(), bytes.position()), from - encoding.bomLength());
    } catch (IOException failure) {
      throw unreadable(name, path, failure);
    }
  }

  private static void checkText(SampleText sample, String name) {
    String text = new String(sample.utf8(), StandardCharsets.UTF_8);
    Signatures.markup(text).ifPresent(foreign -> refuse(name, foreign));
  }
}
