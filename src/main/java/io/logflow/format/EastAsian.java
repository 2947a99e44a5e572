package io.logflow.format;

import java.nio.charset.Charset;
import java.util.Map;

/**
 * Which ideographs and syllables are usual. The national standards order them so that the usual
 * ones come first: level 1 of GB 2312, of JIS X 0208 and of Big5, the syllables of KS X 1001.
 */
final class EastAsian {
  /** Of each encoding, one whose first byte tells the level, with the first and last such byte. */
  private static final Map<String, Level> LEVELS =
      Map.of(
          "GB18030", new Level("GB2312", 0xB0, 0xD7),
          "Big5", new Level("Big5", 0xA4, 0xC6),
          "Shift_JIS", new Level("Shift_JIS", 0x88, 0x98),
          "windows-31j", new Level("Shift_JIS", 0x88, 0x98),
          "EUC-JP", new Level("EUC-JP", 0xB0, 0xCF),
          "EUC-KR", new Level("EUC-KR", 0xB0, 0xC8),
          "x-windows-949", new Level("EUC-KR", 0xB0, 0xC8));

  private EastAsian() {}

  private record Level(String standard, int first, int last) {}

  /** Whether a character is a usual one among those of an encoding. */
  static boolean usual(char symbol, Charset charset) {
    Level level = LEVELS.get(charset.name());
    if (level == null) {
      return false;
    }
    byte[] bytes = String.valueOf(symbol).getBytes(Charset.forName(level.standard()));
    int lead = bytes.length == 2 ? bytes[0] & 0xFF : 0;
    return lead >= level.first() && lead <= level.last();
  }
}
