import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;

/** Uses each driver that has a native library and prints the files that were loaded for it. */
public class LoadedLibraries {
  public static void main(String[] args) throws Exception {
    try (Connection sqlite = DriverManager.getConnection("jdbc:sqlite::memory:");
        Connection duckdb = DriverManager.getConnection("jdbc:" + "duckdb:")) {
      org.xerial.snappy.Snappy.compress(new byte[10]);
      com.github.luben.zstd.Zstd.compress(new byte[10]);
    }
    try (var lines = Files.lines(Path.of("/proc/self/maps"))) {
      lines
          .filter(line -> line.matches(".*/[^/]*(duckdb|sqlite|snappy|zstd)[^/]*\\.so$"))
          .map(line -> line.substring(line.indexOf('/')))
          .distinct()
          .forEach(System.out::println);
    }
  }
}
