package io.logflow.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.logflow.job.ColumnPlan;
import io.logflow.job.Dialect;
import io.logflow.job.InputPlan;
import io.logflow.job.Inspection;
import io.logflow.job.Plan;
import java.util.HashSet;
import java.util.Set;

/** Which plans DuckDB carries out exactly. */
final class DuckSupport {
  /** DuckDB's buffers take many times the longest record, for each thread. */
  static final long MAX_RECORD_BYTES = 8L << 20;

  /** DuckDB works on some hundred KB of each column at once, in each thread. */
  static final int MAX_COLUMNS = 2_000;

  private DuckSupport() {}

  static Support of(Plan plan) {
    if (plan.hypothesis()) {
      return Support.no("it needs a proven schema");
    }
    if (plan.rescues()) {
      return Support.RESCUES;
    }
    if (plan.columns().size() > MAX_COLUMNS) {
      return Support.no("it needs too much memory for " + plan.columns().size() + " columns");
    }
    for (ColumnPlan column : plan.columns()) {
      Support support = ofColumn(column);
      if (!support.yes()) {
        return support;
      }
    }
    for (InputPlan input : plan.inputs()) {
      Support support = ofInput(input);
      if (!support.yes()) {
        return support;
      }
    }
    return Support.YES;
  }

  private static Support ofInput(InputPlan plan) {
    Inspection found = plan.input().inspection().orElse(null);
    if (found == null) {
      return Support.no("it reads inspected input only");
    }
    if (!found.charset().equals(UTF_8) && !found.charset().equals(US_ASCII)) {
      return Support.no("it reads UTF-8 only, the input is " + found.charset());
    }
    if (plan.rowsTaken() != plan.rowsRead()) {
      return Support.no(
          "it cannot leave rows out, and %d of %d are rejected or skipped"
              .formatted(plan.rowsRead() - plan.rowsTaken(), plan.rowsRead()));
    }
    if (!plan.clean()) {
      return Support.no("it needs input without anomalies");
    }
    if (plan.longestRecord() > MAX_RECORD_BYTES) {
      return Support.no(
          "the longest record has " + plan.longestRecord() + " bytes, over " + MAX_RECORD_BYTES);
    }
    if (found.format().isJson()) {
      return found.bomLength() == 0 ? Support.YES : Support.no("it reads JSON without a mark only");
    }
    return usesAFieldOnce(plan)
        ? ofDialect(found.dialect())
        : Support.no("two columns come of one field");
  }

  private static boolean usesAFieldOnce(InputPlan plan) {
    Set<Integer> used = new HashSet<>();
    return plan.fieldOfColumn().stream().allMatch(field -> field < 0 || used.add(field));
  }

  private static Support ofDialect(Dialect dialect) {
    if (dialect.skipLines() > 0) {
      return Support.no("lines stand before the first record");
    }
    if (dialect.delimiter().length() != 1 || !isPlainSymbol(dialect.delimiter().charAt(0))) {
      return Support.no("the delimiter is unusual");
    }
    if (dialect.quote() != 0 && !isPlainSymbol(dialect.quote())) {
      return Support.no("the quote character is unusual");
    }
    if (dialect.headerRows() > 1 || dialect.extent().fields() > 0) {
      return Support.no("the header is unusual");
    }
    if (!dialect.extent().comment().isEmpty() || dialect.extent().aligned()) {
      return Support.no("not every line is a record, or fields are parted by their places");
    }
    return dialect.escape() == dialect.quote()
        ? Support.YES
        : Support.no("it does not read escapes outside of quotes");
  }

  // A blank is none: DuckDB drops blanks before a quote.
  private static boolean isPlainSymbol(char symbol) {
    return symbol == '\t' || (symbol > ' ' && symbol < 127);
  }

  private static Support ofColumn(ColumnPlan plan) {
    String name = plan.column().name();
    if (name.isEmpty() || name.indexOf(0) >= 0) {
      return Support.no("a column's name is no name in SQL");
    }
    if (plan.offsets()) {
      return Support.no("it does not keep offsets in a column");
    }
    if (plan.json().isPresent()) {
      return DuckJson.canRead(plan)
          ? Support.YES
          : Support.no("it does not read JSON as " + plan.column().type() + " digit by digit");
    }
    return DuckColumn.canRead(plan)
        ? Support.YES
        : Support.no("it does not read values written as " + plan.format().orElse("those are"));
  }
}
