package io.logflow.format;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Recognises by their first bytes the formats that are no delimited text. */
final class Signatures {
  private static final String CONVERT = "Export it as CSV and convert that.";
  private static final String DECOMPRESS = "Decompress it first and convert what comes out.";
  private static final String NOT_YET = "This version reads delimited text and JSON only.";
  private static final String NO_TABLE = "Give a file of delimited text, for example CSV.";

  private static final List<Signature> KNOWN =
      List.of(
          signature("a PNG image", NO_TABLE, 0, 0x89, 'P', 'N', 'G', 0x0D, 0x0A),
          signature("a JPEG image", NO_TABLE, 0, 0xFF, 0xD8, 0xFF),
          signature("a GIF image", NO_TABLE, 0, 'G', 'I', 'F', '8'),
          signature("a PDF document", NO_TABLE, 0, '%', 'P', 'D', 'F', '-'),
          signature("a Parquet file", "It needs no conversion.", 0, 'P', 'A', 'R', '1'),
          signature("an encrypted Parquet file", NO_TABLE, 0, 'P', 'A', 'R', 'E'),
          signature("a gzip archive", DECOMPRESS, 0, 0x1F, 0x8B),
          signature("a Zstandard archive", DECOMPRESS, 0, 0x28, 0xB5, 0x2F, 0xFD),
          signature("a bzip2 archive", DECOMPRESS, 4, '1', 'A', 'Y', '&', 'S', 'Y'),
          signature("an xz archive", DECOMPRESS, 0, 0xFD, '7', 'z', 'X', 'Z', 0),
          signature("an LZ4 archive", DECOMPRESS, 0, 0x04, 0x22, 0x4D, 0x18),
          signature("a 7-Zip archive", DECOMPRESS, 0, '7', 'z', 0xBC, 0xAF, 0x27, 0x1C),
          signature("a RAR archive", DECOMPRESS, 0, 'R', 'a', 'r', '!', 0x1A, 0x07),
          signature("a tar archive", DECOMPRESS, 257, 'u', 's', 't', 'a', 'r'),
          signature("an SQLite database", CONVERT, 0, "SQLite format 3\0"),
          signature("an Avro file", NOT_YET, 0, 'O', 'b', 'j', 1),
          signature("an ORC file", NOT_YET, 0, 'O', 'R', 'C', 0x08),
          signature("an ORC file", NOT_YET, 0, 'O', 'R', 'C', 0x0A),
          signature("an Arrow file", NOT_YET, 0, "ARROW1\0\0"),
          signature("a Feather file", NOT_YET, 0, 'F', 'E', 'A', '1'),
          signature("an HDF5 file", CONVERT, 0, 0x89, 'H', 'D', 'F', 0x0D, 0x0A),
          signature(
              "an old Office file (XLS, DOC)", CONVERT, 0, 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1),
          signature("a program (ELF)", NO_TABLE, 0, 0x7F, 'E', 'L', 'F'),
          signature("a Java class", NO_TABLE, 0, 0xCA, 0xFE, 0xBA, 0xBE));

  /** Zero bytes, and nothing known. */
  static final Foreign UNKNOWN_BINARY =
      new Foreign(
          "binary data of an unknown format",
          "If it is text, name its encoding with --encoding, for example --encoding UTF-16LE.");

  private static final int[] ZIP = {'P', 'K', 3, 4};
  private static final int[] EMPTY_ZIP = {'P', 'K', 5, 6};
  private static final int[] WINDOWS_PROGRAM = {'M', 'Z'};

  private Signatures() {}

  /**
   * What a file is instead of delimited text.
   *
   * @param name the format with its article, for a message
   * @param remedy what to do, one sentence
   */
  record Foreign(String name, String remedy) {}

  private record Signature(Foreign foreign, int offset, List<Integer> bytes) {
    boolean matches(byte[] sample) {
      for (int index = 0; index < bytes.size(); index++) {
        if (offset + index >= sample.length
            || (sample[offset + index] & 0xFF) != bytes.get(index)) {
          return false;
        }
      }
      return true;
    }
  }

  /** The binary format that a file beginning with {@code sample} has; empty where none is known. */
  static Optional<Foreign> binary(byte[] sample) {
    if (startsWith(sample, ZIP) || startsWith(sample, EMPTY_ZIP)) {
      return Optional.of(zip(sample));
    }
    if (startsWith(sample, WINDOWS_PROGRAM) && holdsZero(sample)) {
      return Optional.of(new Foreign("a program (Windows)", NO_TABLE));
    }
    return KNOWN.stream()
        .filter(known -> known.matches(sample))
        .map(Signature::foreign)
        .findFirst();
  }

  /** The markup that a text is; empty where it is none. */
  static Optional<Foreign> markup(String text) {
    String start = text.substring(0, Math.min(200, text.length())).strip();
    if (startsWith(start, "<!doctype html") || startsWith(start, "<html")) {
      return Optional.of(new Foreign("an HTML page", "Save the table itself as CSV."));
    }
    if (startsWith(start, "<?xml") || startsWith(start, "<!DOCTYPE") || startsWith(start, "<!--")) {
      return Optional.of(new Foreign("an XML document", NOT_YET));
    }
    return Optional.empty();
  }

  private static boolean startsWith(String text, String start) {
    return text.regionMatches(true, 0, start, 0, start.length());
  }

  private static Foreign zip(byte[] sample) {
    String names = new String(sample, StandardCharsets.ISO_8859_1);
    if (names.contains("opendocument.spreadsheet")) {
      return new Foreign("an OpenDocument spreadsheet (ODS)", CONVERT);
    }
    if (names.contains("opendocument")) {
      return new Foreign("an OpenDocument file", CONVERT);
    }
    if (names.contains("word/")) {
      return new Foreign("a Word document (DOCX)", CONVERT);
    }
    if (names.contains("ppt/")) {
      return new Foreign("a PowerPoint file (PPTX)", CONVERT);
    }
    if (names.contains("[Content_Types].xml") || names.contains("xl/")) {
      return new Foreign("an Excel workbook (XLSX)", CONVERT);
    }
    return new Foreign("a ZIP archive", DECOMPRESS);
  }

  static boolean holdsZero(byte[] sample) {
    for (byte symbol : sample) {
      if (symbol == 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsWith(byte[] sample, int[] bytes) {
    boolean equal = sample.length >= bytes.length;
    for (int index = 0; equal && index < bytes.length; index++) {
      equal = (sample[index] & 0xFF) == bytes[index];
    }
    return equal;
  }

  private static Signature signature(String name, String remedy, int offset, int... bytes) {
    List<Integer> all = java.util.Arrays.stream(bytes).boxed().toList();
    return new Signature(new Foreign(name, remedy), offset, all);
  }

  private static Signature signature(String name, String remedy, int offset, String bytes) {
    return signature(name, remedy, offset, bytes.chars().toArray());
  }
}
