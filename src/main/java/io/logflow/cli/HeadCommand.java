package io.logflow.cli;

import io.logflow.parquet.Footer;
import io.logflow.parquet.ParquetResultReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Mixin private WidthOption width;

  @Override
  public Integer call() throws IOException {
    FirstRows.checked(rows);
    try (ParquetResultReader reader = ParquetResultReader.open(file)) {
      List<List<String>> values = FirstRows.read(reader, rows);
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        JsonOutput.printLine(out, document(reader.footer(), values));
      } else {
        new ValueTable(reader.schema(), values).lines(width.columns()).forEach(out::println);
        out.println(facts(reader.footer()));
      }
      out.flush();
    }
    return 0;
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
