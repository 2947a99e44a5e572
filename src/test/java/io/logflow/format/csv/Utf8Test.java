package io.logflow.format.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is sound UTF-8 is what Java's decoder takes, and it stops where that stops. */
class Utf8Test {
  private static final int[] CODE_POINTS = {
    'a', 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF
  };

  private final CharsetDecoder decoder = UTF_8.newDecoder();

  private int byJava(byte[] bytes, int from, int to) {
    ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
    boolean sound = !decoder.reset().decode(in, CharBuffer.allocate(2 * to + 2), true).isError();
    return sound ? -1 : in.position();
  }

  private void check(byte[] bytes) {
    for (int from = 0; from <= Math.min(2, bytes.length); from++) {
      assertThat(Utf8.firstInvalid(bytes, from, bytes.length))
          .as("%s from %s", ByteBuffer.wrap(bytes), from)
          .isEqualTo(byJava(bytes, from, bytes.length));
    }
  }

  @Test
  void two_bytes_of_any_kind_after_some_ascii() {
    for (int ascii = 0; ascii < 10; ascii++) {
      for (int pair = 0; pair < 1 << 16; pair++) {
        byte[] bytes = new byte[ascii + 2];
        bytes[ascii] = (byte) (pair >> 8);
        bytes[ascii + 1] = (byte) pair;
        assertThat(Utf8.firstInvalid(bytes, 0, bytes.length))
            .isEqualTo(byJava(bytes, 0, bytes.length));
      }
    }
  }

  @Test
  void characters_of_every_length_sound_and_damaged() {
    for (int seed = 0; seed < 30_000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      for (int count = random.nextInt(12); count >= 0; count--) {
        text.appendCodePoint(CODE_POINTS[random.nextInt(CODE_POINTS.length)]);
      }
      byte[] bytes = text.toString().getBytes(UTF_8);
      check(bytes);
      for (int damage = 0; damage < 3; damage++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        check(bytes);
      }
    }
  }
}
