package io.logflow.parquet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logflow.job.ColumnPlan;
import io.logflow.job.Dialect;
import io.logflow.job.Extent;
import io.logflow.job.Format;
import io.logflow.job.InputPlan;
import io.logflow.job.Inspection;
import io.logflow.job.Plan;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The metadata of a rejects file: how the rows of each input are written, as JSON. */
public final class RowForms {
  /** The key of the metadata. */
  public static final String KEY = "logflow.row_forms";

  private static final ObjectMapper JSON = new ObjectMapper();

  private RowForms() {}

  /** What is to be kept of the inputs of a plan that rejected rows. */
  public static String text(Plan plan) {
    ArrayNode all = JSON.createArrayNode();
    for (InputPlan input : plan.inputs()) {
      input
          .input()
          .inspection()
          .filter(found -> input.rowsRejected() > 0)
          .ifPresent(found -> all.add(described(plan, input, found)));
    }
    return all.toString();
  }

  private static ObjectNode described(Plan plan, InputPlan input, Inspection found) {
    ObjectNode form = JSON.createObjectNode();
    form.put("source", input.input().originalName());
    form.put("format", found.format().label());
    form.put("encoding", found.charset().name());
    Dialect dialect = found.dialect();
    form.put("delimiter", dialect.delimiter());
    form.put("quote", (int) dialect.quote());
    form.put("escape", (int) dialect.escape());
    form.put("fixed", dialect.extent().fixed());
    dialect.extent().starts().forEach(form.withArray("starts")::add);
    form.put("quoted_nulls", input.quotedNulls());
    if (!found.format().isJson()) {
      input.fieldNames().forEach(form.withArray("fields")::add);
      columns(plan, input).forEach(form.withArray("columns")::add);
    }
    return form;
  }

  private static List<String> columns(Plan plan, InputPlan input) {
    List<String> columns = new ArrayList<>(input.fieldNames());
    for (int index = 0; index < plan.columns().size(); index++) {
      ColumnPlan column = plan.columns().get(index);
      int field = input.fieldOfColumn().get(index);
      if (field >= 0 && !column.offsets()) {
        columns.set(field, column.column().name());
      }
    }
    return columns;
  }

  /** What {@link #text} has kept; empty where the file has nothing of it. */
  public static List<RowForm> parse(String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    List<RowForm> forms = new ArrayList<>();
    try {
      JSON.readTree(text).forEach(form -> forms.add(form(form)));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return List.of();
    }
    return forms;
  }

  private static RowForm form(JsonNode form) {
    List<Integer> starts = new ArrayList<>();
    form.path("starts").forEach(start -> starts.add(start.asInt()));
    Extent extent =
        new Extent(0, "", Long.MAX_VALUE, starts, form.path("fixed").asBoolean(), List.of());
    Dialect dialect =
        new Dialect(
            form.path("delimiter").asText(),
            (char) form.path("quote").asInt(),
            (char) form.path("escape").asInt(),
            0,
            0,
            extent,
            "The rows were written so in the input that they are from.");
    return new RowForm(
        form.path("source").asText(),
        Format.valueOf(form.path("format").asText().toUpperCase(Locale.ROOT)),
        Charset.forName(form.path("encoding").asText()),
        dialect,
        texts(form.path("fields")),
        texts(form.path("columns")),
        form.path("quoted_nulls").asBoolean());
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
