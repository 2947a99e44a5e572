package io.logflow.flow.replay;

import io.logflow.flow.JobConfig;
import io.logflow.job.Column;
import io.logflow.job.ConversionOptions;
import io.logflow.job.ConversionOptions.QuotedEmpty;
import io.logflow.job.ErrorKind;
import io.logflow.job.Format;
import io.logflow.job.TypeKind;
import io.logflow.parquet.Footer;
import io.logflow.parquet.RowForm;
import io.logflow.settings.Settings;
import io.logflow.settings.SettingsLoader;
import io.logflow.store.StoredJob;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The settings of a replay: what its job had, below what is given now. What is said of reading
 * holds for the rejected rows alone, never for inputs that are read once more.
 */
final class ReplaySettings {
  /** How the rows of an input are read; the rows that were taken in are read as before. */
  private static final Map<String, Object> READING = reading();

  private final Supplier<SettingsLoader.Builder> loader;
  private final StoredJob job;
  private final Map<String, Object> overlay;

  ReplaySettings(
      Supplier<SettingsLoader.Builder> loader, StoredJob job, Map<String, Object> overlay) {
    this.loader = loader;
    this.job = job;
    this.overlay = overlay;
  }

  /** Of rows that are a file of their own, which has a header and is RFC 4180 in UTF-8. */
  private static Map<String, Object> reading() {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("conversion.delimiter", ",");
    keys.put("conversion.quote", "\"");
    keys.put("conversion.escape", "\"");
    keys.put("conversion.header", "true");
    keys.put("conversion.header_rows", "auto");
    keys.put("conversion.skip_lines", "0");
    keys.put("conversion.footer_lines", "0");
    keys.put("conversion.comment", "none");
    keys.put("conversion.column_starts", "none");
    keys.put("conversion.ragged_rows", "reject");
    keys.put("conversion.encoding", "UTF-8");
    keys.put("conversion.on_bad_encoding", "reject");
    return keys;
  }

  private SettingsLoader.Builder layers() {
    SettingsLoader.Builder layers = loader.get().recorded(JobConfig.conversion(job));
    overlay.forEach(layers::flag);
    return layers;
  }

  /** How the rejected rows are read. */
  ConversionOptions rows() {
    return layers().load().conversion();
  }

  /** Of a job that makes the whole output again. */
  Settings rewriting(List<RowForm> forms) {
    Map<String, Object> request = common(forms);
    request.put("conversion.on_existing", "replace");
    READING
        .keySet()
        .forEach(key -> JobConfig.setting(job, key).ifPresent(value -> request.put(key, value)));
    return layers().request(request).load();
  }

  /**
   * Of a job that gives the rows a file of their own.
   *
   * @param beside the file that they were missing from, whose types they get
   */
  Settings part(List<RowForm> forms, Optional<Footer> beside) {
    Map<String, Object> request = common(forms);
    request.put("conversion.on_existing", "version");
    boolean json = forms.get(0).format() != Format.CSV;
    READING.forEach(
        (key, value) -> {
          if (!json) {
            request.put(key, value);
          }
        });
    beside.ifPresent(file -> like(file, forms, request));
    return layers().request(request).load();
  }

  private Map<String, Object> common(List<RowForm> forms) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("conversion.max_rejects", "100%");
    if (rows().quotedEmpty() == QuotedEmpty.AUTO) {
      request.put("conversion.quoted_empty", quotedEmpty(forms));
    }
    return request;
  }

  /** What {@code auto} came to for the inputs: rows alone would not tell. */
  private static String quotedEmpty(List<RowForm> forms) {
    Set<Boolean> nulls = forms.stream().map(RowForm::quotedNulls).collect(Collectors.toSet());
    if (nulls.size() > 1) {
      throw ErrorKind.USAGE.error(
          "Some inputs quote everything and others do not, so that \"\" means NULL in some only.",
          "Say what it is to mean: --set quoted_empty=text or --set quoted_empty=null.");
    }
    return nulls.contains(true) ? "null" : "text";
  }

  private void like(Footer file, List<RowForm> forms, Map<String, Object> request) {
    ConversionOptions asked = rows();
    List<String> columns = RowFile.columns(forms);
    Map<String, Object> types = new LinkedHashMap<>();
    for (Column column : file.schema().columns()) {
      TypeKind kind = column.type().kind();
      boolean nested = kind == TypeKind.STRUCT || kind == TypeKind.LIST;
      boolean own = columns.contains(column.name()) || columns.isEmpty();
      if (!nested && own && !asked.types().containsKey(column.name())) {
        types.put(column.name(), column.type().toString());
      }
    }
    if (!types.isEmpty() && !asked.types().containsKey("*")) {
      request.put("conversion.types", types);
    }
    if (asked.dateOrder().isEmpty()) {
      DateOrders.of(file).ifPresent(order -> request.put("conversion.date_order", order));
    }
  }
}
