package io.logflow.flow;

import io.logflow.job.Aside;
import io.logflow.job.ColumnPlan;
import io.logflow.job.Dialect;
import io.logflow.job.Extent;
import io.logflow.job.InputPlan;
import io.logflow.job.Inspection;
import io.logflow.job.Job;
import io.logflow.job.Plan;
import io.logflow.publish.Publisher;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A planned job as facts for JSON: what the files are and why. */
public final class PlanFacts {
  private PlanFacts() {}

  /** All that was found out of a planned job. */
  public static Map<String, Object> of(Job job) {
    Plan plan = job.requirePlan();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("inputs", plan.inputs().stream().map(PlanFacts::facts).toList());
    facts.put("output", Publisher.asked(job).toString());
    facts.put("engine", job.engine());
    facts.put("engine_reason", job.choice().orElseThrow().reason());
    facts.put("rows", plan.rowsTaken());
    facts.put("columns", plan.columns().stream().map(PlanFacts::facts).toList());
    facts.put("warnings", plan.warnings());
    return facts;
  }

  private static Map<String, Object> facts(InputPlan input) {
    Inspection found = input.input().inspection().orElseThrow();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("path", input.input().path().toString());
    facts.put("bytes", input.input().size());
    facts.put("format", found.format().label());
    facts.put("compression", input.input().compression().label());
    facts.put("unpacked_bytes", input.input().contentSize());
    facts.put("encoding", found.charset().name());
    facts.put("encoding_evidence", found.encodingEvidence());
    facts.put("encoding_confidence", found.encodingProof().confidence());
    found
        .encodingProof()
        .firstOffending()
        .ifPresent(offset -> facts.put("encoding_first_offending_byte", offset));
    if (!found.format().isJson()) {
      dialect(found.dialect(), facts);
    }
    facts.put("dialect_evidence", found.dialect().evidence());
    facts.put("rows_read", input.rowsRead());
    facts.put("rows_rejected", input.rowsRejected());
    facts.put("rows_skipped", input.rowsSkipped());
    input.sha256().ifPresent(hash -> facts.put("sha256", hash));
    return facts;
  }

  private static void dialect(Dialect dialect, Map<String, Object> facts) {
    facts.put("delimiter", dialect.delimiter());
    facts.put("quote", dialect.quote() == 0 ? "" : "" + dialect.quote());
    facts.put("escape", dialect.escape() == 0 ? "" : "" + dialect.escape());
    facts.put("header", dialect.header());
    Extent extent = dialect.extent();
    facts.put("header_rows", dialect.headerRows());
    facts.put("skip_lines", dialect.skipLines());
    facts.put("comment", extent.comment());
    facts.put("column_starts", extent.starts());
    facts.put("asides", extent.asides().stream().map(PlanFacts::facts).toList());
  }

  private static Map<String, Object> facts(Aside aside) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("kind", aside.kind().name().toLowerCase(Locale.ROOT));
    facts.put("first_line", aside.firstLine());
    facts.put("lines", aside.lines());
    facts.put("text", aside.text());
    return facts;
  }

  private static Map<String, Object> facts(ColumnPlan column) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("name", column.column().name());
    facts.put("type", column.column().type().toString());
    column.format().ifPresent(format -> facts.put("format", format));
    column
        .statistics()
        .ifPresent(
            found -> {
              facts.put("values", found.values());
              facts.put("nulls", found.nulls());
              facts.put("distinct", found.distinct());
              facts.put("min", found.min());
              facts.put("max", found.max());
              facts.put("hash", Long.toHexString(found.hash()));
            });
    facts.put("why", column.why());
    return facts;
  }
}
