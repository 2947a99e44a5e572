package io.logflow.settings;

import io.logflow.job.Codec;
import io.logflow.job.Contract;
import io.logflow.job.ConversionOptions;
import io.logflow.job.ConversionOptions.DateOrder;
import io.logflow.job.ConversionOptions.Numbers;
import io.logflow.job.ConversionOptions.Offsets;
import io.logflow.job.ConversionOptions.OnBadEncoding;
import io.logflow.job.ConversionOptions.QuotedEmpty;
import io.logflow.job.Layout;
import io.logflow.job.OnExisting;
import io.logflow.job.SchemaMode;
import io.logflow.job.TableOptions;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Turns the {@code conversion:} section into its typed form. */
final class ConversionSection {
  private final Settings settings;

  private ConversionSection(Settings settings) {
    this.settings = settings;
  }

  static ConversionOptions of(Settings settings) {
    return new ConversionSection(settings).options();
  }

  private ConversionOptions options() {
    return new ConversionOptions(
        word(Codec.class, "compression"),
        level(),
        settings.bytes("conversion.row_group_size"),
        (int) settings.number("conversion.batch_size"),
        settings.texts("conversion.bloom_filters"),
        given("delimiter"),
        character("quote"),
        character("escape"),
        given("header").map(Boolean::parseBoolean),
        table(),
        given("encoding").map(Charset::forName),
        settings.texts("conversion.null_values"),
        word(QuotedEmpty.class, "quoted_empty"),
        given("date_order").map(order -> enumValue(DateOrder.class, order)),
        given("timestamp_format"),
        given("timezone").map(ZoneId::of),
        word(Numbers.class, "numbers"),
        word(Offsets.class, "offsets"),
        types(),
        RejectLimits.parse(text("max_rejects")).orElseThrow(),
        settings.bytes("conversion.max_record_size"),
        (int) settings.number("conversion.max_columns"),
        word(OnExisting.class, "on_existing"),
        text("output_name"),
        settings.verifiesFully(),
        ValueFormTypes.read(settings),
        word(OnBadEncoding.class, "on_bad_encoding"),
        enumValue(SchemaMode.class, settings.schemaMode()),
        Contract.NONE,
        layout());
  }

  private Layout layout() {
    return new Layout(
        settings.texts("conversion.sort_by"),
        settings.texts("conversion.partition_by"),
        text("max_file_size").equals("none")
            ? Optional.empty()
            : Optional.of(settings.bytes("conversion.max_file_size")),
        settings.makesDataset());
  }

  private TableOptions table() {
    return new TableOptions(
        count("skip_lines"),
        count("header_rows"),
        count("footer_lines"),
        told("comment").map(text -> text.equals("none") ? "" : text),
        told("column_starts").map(ConversionSection::places),
        text("ragged_rows").equals("pad"));
  }

  private Optional<String> told(String key) {
    return Optional.of(text(key)).filter(text -> !text.equals("auto"));
  }

  private Optional<Integer> count(String key) {
    return Optional.of(settings.get("conversion." + key))
        .filter(Long.class::isInstance)
        .map(count -> ((Long) count).intValue());
  }

  private static List<Integer> places(String starts) {
    return starts.equals("none")
        ? List.of()
        : Arrays.stream(starts.split(", ?", -1)).map(Integer::valueOf).toList();
  }

  /** The level; codecs without levels have none, so that a profile's level does no harm there. */
  private Optional<Integer> level() {
    boolean hasLevels = List.of("zstd", "gzip").contains(text("compression"));
    Object level = settings.get("conversion.compression_level");
    return hasLevels && level instanceof Long number
        ? Optional.of(number.intValue())
        : Optional.empty();
  }

  private Optional<Character> character(String key) {
    String text = text(key);
    return switch (text) {
      case "auto" -> Optional.empty();
      case "none" -> Optional.of('\0');
      default -> Optional.of(text.charAt(0));
    };
  }

  private Map<String, String> types() {
    Map<String, String> types = new LinkedHashMap<>();
    ((Map<?, ?>) settings.get("conversion.types"))
        .forEach((column, type) -> types.put((String) column, (String) type));
    return types;
  }

  private Optional<String> given(String key) {
    return settings.given("conversion." + key);
  }

  private String text(String key) {
    return settings.text("conversion." + key);
  }

  private <E extends Enum<E>> E word(Class<E> type, String key) {
    return enumValue(type, text(key));
  }

  private static <E extends Enum<E>> E enumValue(Class<E> type, String word) {
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
  }
}
