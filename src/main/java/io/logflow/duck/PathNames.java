package io.logflow.duck;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** Which paths DuckDB takes as they stand. */
final class PathNames {
  private PathNames() {}

  /** Letters and digits of ASCII, {@code _}, {@code .} and {@code -} only. */
  static boolean isPlain(Path path) {
    return eachName(path, name -> name.codePoints().allMatch(PathNames::isPlain));
  }

  /**
   * Whether the path has no pattern in it. A home folder may hold a blank or letters of any script,
   * the latter only where Java and DuckDB encode them alike.
   */
  static boolean isHarmless(Path path) {
    return eachName(path, name -> name.codePoints().allMatch(PathNames::isHarmless));
  }

  private static boolean eachName(Path path, Predicate<String> test) {
    return StreamSupport.stream(path.spliterator(), false).map(Path::toString).allMatch(test);
  }

  private static boolean isPlain(int character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || "_.-".indexOf(character) >= 0;
  }

  private static boolean isHarmless(int character) {
    return isPlain(character)
        || " ,+@()~'".indexOf(character) >= 0
        || (character > 127 && Character.isLetterOrDigit(character) && namesAreUtf8());
  }

  private static boolean namesAreUtf8() {
    return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")).equals(UTF_8);
  }
}
