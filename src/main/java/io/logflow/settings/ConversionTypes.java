package io.logflow.settings;

import static io.logflow.settings.Types.anyScalar;
import static io.logflow.settings.Types.orWords;
import static io.logflow.settings.Types.ordered;
import static io.logflow.settings.Types.single;
import static io.logflow.settings.Types.text;

import io.logflow.settings.ValueType.Reader;
import java.nio.charset.Charset;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Kinds of values that only one or two settings have. */
final class ConversionTypes {
  private static final Map<String, Object> STRING = Map.of("type", "string");
  private static final Pattern SIMPLE_TYPE =
      Pattern.compile(
          "BOOLEAN|BIGINT|DOUBLE|DATE|VARCHAR|(TIME|TIMESTAMP|TIMESTAMPTZ)(_NS)?|EPOCH_(S|MS|US|NS)");
  private static final Pattern DECIMAL_TYPE =
      Pattern.compile("DECIMAL\\(([0-9]{1,2}),([0-9]{1,2})\\)");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(name|date|time|job|job8)\\}");
  private static final Pattern ORIGIN_FORM = Pattern.compile("\\*|https?://[^\\s/?#,]+");

  /** The language of a name, or the first year of two digits; java.time has no such thing. */
  private static final Pattern OPTION = Pattern.compile("\\{[a-z0-9]+\\}");

  private ConversionTypes() {}

  static ValueType path() {
    return single("a path; ~ is the home folder", STRING, ConversionTypes::absolute);
  }

  private static Optional<Object> absolute(String text, ValueType.Folders folders) {
    boolean homeOfAnother = text.startsWith("~") && !text.equals("~") && !text.startsWith("~/");
    if (text.isBlank() || homeOfAnother) {
      return Optional.empty();
    }
    try {
      Path path =
          text.startsWith("~")
              ? folders.home().resolve(text.substring(Math.min(2, text.length())))
              : folders.base().resolve(text);
      return Optional.of(path.normalize().toString());
    } catch (InvalidPathException refused) {
      return Optional.empty();
    }
  }

  static ValueType delimiter() {
    Reader reader =
        (text, folders) -> Optional.<Object>of(tab(text)).filter(ConversionTypes::isDelimiter);
    return orWords(
        single("tab | 1 to 16 characters that are no line ends", anyScalar(), reader), "auto");
  }

  private static boolean isDelimiter(Object text) {
    String delimiter = (String) text;
    return !delimiter.isEmpty()
        && delimiter.length() <= 16
        && delimiter.chars().noneMatch(c -> c == '\n' || c == '\r');
  }

  private static String tab(String text) {
    return text.equals("\\t") || text.toLowerCase(Locale.ROOT).equals("tab") ? "\t" : text;
  }

  /** One character, or {@code none}, or {@code auto}. */
  static ValueType character() {
    return orWords(
        text(
            "one character that is no line end",
            anyScalar(),
            it -> it.length() == 1 && it.charAt(0) != '\n' && it.charAt(0) != '\r'),
        "auto",
        "none");
  }

  /** What comment lines begin with. */
  static ValueType comment() {
    return orWords(
        text(
            "1 to 16 characters that comment lines begin with",
            anyScalar(),
            ConversionTypes::isDelimiter),
        "auto",
        "none");
  }

  /** Where the columns of aligned text begin. */
  static ValueType columnStarts() {
    return orWords(
        text(
            "characters at which columns begin, from 0 and rising, for example 0,12,20",
            anyScalar(),
            ConversionTypes::rises),
        "auto",
        "none");
  }

  private static boolean rises(String starts) {
    if (!starts.matches("0(, ?[0-9]{1,6})+")) {
      return false;
    }
    int[] places = Arrays.stream(starts.split(", ?", -1)).mapToInt(Integer::parseInt).toArray();
    return IntStream.range(1, places.length).allMatch(at -> places[at - 1] < places[at]);
  }

  static ValueType encoding() {
    Reader reader = (text, folders) -> Optional.<Object>ofNullable(charset(text));
    return orWords(
        single("an encoding, for example utf-8 or windows-1252", STRING, reader), "auto");
  }

  private static String charset(String text) {
    try {
      return Charset.forName(text).name();
    } catch (IllegalArgumentException unknown) {
      return null;
    }
  }

  static ValueType timezone() {
    return orWords(
        text("a zone, for example Europe/Berlin, UTC or +02:00", STRING, ConversionTypes::isZone),
        "none");
  }

  private static boolean isZone(String text) {
    try {
      return ZoneId.of(text) != null;
    } catch (DateTimeException unknown) {
      return false;
    }
  }

  static ValueType timestampFormat() {
    return orWords(
        text(
            "a pattern, for example dd.MM.yyyy HH:mm or %d.%m.%Y %H:%M",
            STRING, it -> it.contains("%") || isPattern(it)),
        "auto");
  }

  private static boolean isPattern(String text) {
    try {
      return !text.isBlank()
          && DateTimeFormatter.ofPattern(OPTION.matcher(text).replaceAll(""), Locale.ROOT) != null;
    } catch (IllegalArgumentException broken) {
      return false;
    }
  }

  /** A column type by its name, kept in upper case without blanks. */
  static ValueType columnType() {
    Reader reader =
        (text, folders) ->
            Optional.<Object>of(text.replace(" ", "").toUpperCase(Locale.ROOT))
                .filter(name -> isColumnType((String) name));
    return single(
        "BOOLEAN, BIGINT, DOUBLE, DECIMAL(p,s), DATE, TIME, TIMESTAMP, TIMESTAMPTZ or VARCHAR"
            + " (and TIME_NS, TIMESTAMP_NS, TIMESTAMPTZ_NS, EPOCH_S, EPOCH_MS, EPOCH_US, EPOCH_NS)",
        STRING,
        reader);
  }

  private static boolean isColumnType(String name) {
    Matcher decimal = DECIMAL_TYPE.matcher(name);
    if (!decimal.matches()) {
      return SIMPLE_TYPE.matcher(name).matches();
    }
    int precision = Integer.parseInt(decimal.group(1));
    int scale = Integer.parseInt(decimal.group(2));
    return precision >= 1 && precision <= 38 && scale <= precision;
  }

  static ValueType rejectLimit() {
    Reader reader =
        (text, folders) -> RejectLimits.parse(text.strip()).map(limit -> limit.toString());
    return single(
        "a count from 0, or a percentage from 0% to 100%",
        ordered(
            "type",
            List.of("integer", "string"),
            "pattern",
            "^[0-9]+(\\.[0-9]+)? ?%?$",
            "minimum",
            0),
        reader);
  }

  /** A file name template: no folder, no control character, not hidden. */
  static ValueType outputName() {
    return text(
        "a file name without folder and without a dot at its start; it may hold {name}, {date},"
            + " {time}, {job} and {job8}",
        ordered("type", "string", "pattern", "^[^./\\\\][^/\\\\]*$"),
        it ->
            !it.isBlank()
                && it.length() <= 200
                && !it.startsWith(".")
                && !PLACEHOLDER.matcher(it).replaceAll("").matches(".*[{}].*")
                && it.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c)));
  }

  static ValueType webOrigin() {
    return text(
        "origins such as https://reports.example.com",
        STRING,
        it -> ORIGIN_FORM.matcher(it).matches());
  }

  static ValueType endpoint() {
    return text(
        "an http or https address, or nothing",
        STRING,
        it -> it.isEmpty() || it.matches("https?://\\S+"));
  }

  static ValueType date() {
    return text("a date such as 2027-01-31", STRING, ConversionTypes::isDate);
  }

  private static boolean isDate(String text) {
    try {
      LocalDate.parse(text);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  static ValueType profileName() {
    return text("none | the name of a profile", STRING, it -> Profiles.NAME.matcher(it).matches());
  }

  static ValueType anyText() {
    return text("texts", anyScalar(), it -> true);
  }

  static ValueType words() {
    return text("a text", anyScalar(), it -> !it.isBlank());
  }

  static ValueType host() {
    return text("a host name or an address", STRING, it -> it.matches("[A-Za-z0-9.:_\\-\\[\\]]+"));
  }
}
