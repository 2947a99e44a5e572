import io.logflow.LogFlow;
import io.logflow.job.LogFlowException;
import io.logflow.job.Outcome;
import io.logflow.job.Request;
import java.nio.file.Path;

/** Converts one file inside a Java program: {@code ConvertOne INPUT OUTPUT}. */
public final class ConvertOne {
  public static void main(String[] args) {
    Path input = Path.of(args[0]);
    Path output = Path.of(args[1]);
    try (LogFlow logflow = LogFlow.open()) {
      Outcome outcome =
          logflow.convert(
              Request.of(input)
                  .to(output)
                  .set("conversion.compression", "zstd")
                  .set("conversion.max_rejects", "1%")
                  .replace()
                  .build());
      System.out.println(
          outcome.rowsWritten() + " rows, " + outcome.schema().size() + " columns: " + outcome.output());
      outcome.rejects().ifPresent(file -> System.out.println("rejected rows are in " + file));
    } catch (LogFlowException e) {
      System.err.println(e.kind() + ": " + e.getMessage() + " " + e.remedy());
      System.exit(e.kind().exitCode());
    }
  }
}
