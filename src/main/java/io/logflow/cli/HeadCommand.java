package io.logflow.cli;

import io.logflow.job.ErrorKind;
import io.logflow.parquet.Footer;
import io.logflow.parquet.ParquetResultReader;
import io.logflow.parquet.ValueText;
import io.logflow.plugin.ColumnBatch;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the first rows of a Parquet file, whoever wrote it. */
@Command(
    name = "head",
    description = "Shows the first rows of any Parquet file as a table.",
    mixinStandardHelpOptions = true)
final class HeadCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "A Parquet file.")
  private Path file;

  @Option(
      names = {"-n", "--rows"},
      paramLabel = "ROWS",
      defaultValue = "10",
      description = "Rows to show. Default: ${DEFAULT-VALUE}.")
  private int rows;

  @Option(names = "--json", description = "One JSON document instead of a table.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (rows < 0) {
      throw ErrorKind.USAGE.error("-n is " + rows + ".", "Give 0 or a positive number of rows.");
    }
    try (ParquetResultReader reader = ParquetResultReader.open(file)) {
      List<List<String>> values = read(reader);
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        JsonOutput.printLine(out, document(reader.footer(), values));
      } else {
        int width = spec.commandLine().getUsageHelpWidth();
        new ValueTable(reader.schema(), values).lines(width).forEach(out::println);
        out.println(facts(reader.footer()));
      }
      out.flush();
    }
    return 0;
  }

  /** The first rows as text, null where a value is NULL. */
  private List<List<String>> read(ParquetResultReader reader) {
    List<List<String>> values = new ArrayList<>();
    while (values.size() < rows) {
      List<ColumnBatch> batch = reader.next();
      if (batch.isEmpty()) {
        break;
      }
      for (int row = 0; row < batch.get(0).length() && values.size() < rows; row++) {
        List<String> texts = new ArrayList<>();
        for (ColumnBatch column : batch) {
          texts.add(column.isNull(row) ? null : ValueText.plain(column, row));
        }
        values.add(texts);
      }
    }
    return values;
  }

  private String facts(Footer footer) throws IOException {
    return Figures.counted(footer.rows(), "row")
        + " in "
        + Figures.counted(footer.rowGroups(), "row group")
        + ", "
        + Figures.bytes(Files.size(file))
        + ", "
        + codecs(footer);
  }

  private static String codecs(Footer footer) {
    return String.join(", ", footer.codecs()).toLowerCase(Locale.ROOT);
  }

  private Map<String, Object> document(Footer footer, List<List<String>> values)
      throws IOException {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("rows", footer.rows());
    document.put("row_groups", footer.rowGroups());
    document.put("bytes", Files.size(file));
    document.put("codecs", footer.codecs());
    document.put("columns", OutcomePrinter.columns(footer.schema().columns()));
    document.put("values", values);
    return document;
  }
}
