package io.logflow.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.job.Column;
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
  private static final ObjectMapper JSON = new ObjectMapper();

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
        out.println(JSON.writeValueAsString(document(reader.footer(), values)));
      } else {
        int width = spec.commandLine().getUsageHelpWidth();
        new TextTable(reader.schema(), values).lines(width).forEach(out::println);
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
    return String.format(
        Locale.ROOT,
        "%,d row%s in %,d row group%s, %,d bytes, %s",
        footer.rows(),
        footer.rows() == 1 ? "" : "s",
        footer.rowGroups(),
        footer.rowGroups() == 1 ? "" : "s",
        Files.size(file),
        codecs(footer));
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
    document.put("columns", footer.schema().columns().stream().map(HeadCommand::column).toList());
    document.put("values", values);
    return document;
  }

  private static Map<String, String> column(Column column) {
    Map<String, String> described = new LinkedHashMap<>();
    described.put("name", column.name());
    described.put("type", column.type().toString());
    return described;
  }
}
