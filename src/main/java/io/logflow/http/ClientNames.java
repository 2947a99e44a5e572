package io.logflow.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What clients call their files: data that becomes part of a name, never a path. */
final class ClientNames {
  private static final String NAMELESS = "data";
  private static final int MOST_BYTES = 200;

  /** Control characters, and those that turn the direction of what is shown. */
  private static final Pattern HARMFUL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]");

  private static final Pattern FILE_NAME =
      Pattern.compile("(?i);\\s*filename\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^;\\s]+))");

  private ClientNames() {}

  /** The last part of a name that is fit for a file, whatever the system of the client. */
  static String safe(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    String clean = HARMFUL.matcher(Normalizer.normalize(last, Normalizer.Form.NFC)).replaceAll("_");
    String visible = clean.replaceFirst("^[.\\s]+", "").strip();
    int end = visible.length();
    while (visible.substring(0, end).getBytes(UTF_8).length > MOST_BYTES) {
      end = visible.offsetByCodePoints(end, -1);
    }
    String fitted = visible.substring(0, end);
    return fitted.isEmpty() ? NAMELESS : fitted;
  }

  /**
   * The name in a field {@code Content-Disposition} (RFC 6266); {@code data} where there is none.
   */
  static String ofDisposition(String field) {
    Matcher matcher = FILE_NAME.matcher(field == null ? "" : field);
    if (!matcher.find()) {
      return NAMELESS;
    }
    String quoted = matcher.group(1);
    return safe(quoted == null ? matcher.group(2) : quoted.replaceAll("\\\\(.)", "$1"));
  }
}
