package io.logflow.format.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonSkeletonTest {
  private static final List<String> KEYS =
      List.of("a", "id", "time", "é", "\\u0061", "a longer key than eight bytes", "", "q\\\"");
  private static final List<String> VALUES =
      List.of(
          "1",
          "-0",
          "12345678901234567890.5e-10",
          "01",
          "1.",
          "true",
          "false",
          "null",
          "nul",
          "\"\"",
          "\"x\"",
          "\"a text of more than eight bytes, with } and , and \\\" in it\"",
          "\"日本語\"",
          "\"\\ud83d\\ude00\"",
          "\"\\x\"",
          "\"\t\"",
          "[]",
          "{}",
          "[1,{\"a\":[null]},\"]\"]",
          "{\"a\":1,\"b\":{\"id\":\"}\"}}",
          "[1,]",
          "{\"a\":}",
          "[".repeat(127) + "]".repeat(127),
          "[".repeat(128) + "]".repeat(128));

  private final Random random = new Random(11);
  private final JsonParser guessing = new JsonParser();
  private final JsonParser thorough = new JsonParser(false);
  private final JsonTape tape = new JsonTape();
  private final JsonTape expected = new JsonTape();

  private void agree(String text) {
    byte[] b = (text + " ".repeat(8)).getBytes(UTF_8);
    agree(b, 0, b.length - 8);
  }

  private void agree(byte[] b, int from, int to) {
    boolean sound = thorough.parse(b, from, to, expected);
    boolean guessed = guessing.parse(b, from, to, tape);
    String text = new String(b, from, to - from, UTF_8);
    assertThat(guessed).as("%s: %s", text, guessing.detail()).isEqualTo(sound);
    assertThat(guessing.problem()).isEqualTo(thorough.problem());
    if (!sound) {
      assertThat(guessing.problemAt()).isEqualTo(thorough.problemAt());
      assertThat(guessing.detail()).isEqualTo(thorough.detail());
    }
    assertThat(tokens(tape)).isEqualTo(tokens(expected));
  }

  private static List<String> tokens(JsonTape tape) {
    List<String> all = new ArrayList<>();
    for (int token = 0; token < tape.size(); token++) {
      all.add(
          tape.kind(token)
              + " "
              + tape.start(token)
              + " "
              + tape.end(token)
              + " "
              + tape.next(token));
    }
    return all;
  }

  @Test
  void records_are_read_alike_whatever_stood_before_them() {
    for (int round = 0; round < 200; round++) {
      List<String> keys = new ArrayList<>(KEYS);
      Collections.shuffle(keys, random);
      keys = keys.subList(0, 1 + random.nextInt(KEYS.size()));
      List<byte[]> records = new ArrayList<>();
      for (int record = 0; record < 30; record++) {
        records.add(odd(record(keys)));
      }
      agreeOnAll(records);
    }
  }

  private String record(List<String> usual) {
    List<String> keys = new ArrayList<>(usual);
    switch (random.nextInt(12)) {
      case 0 -> keys.remove(random.nextInt(keys.size()));
      case 1 -> keys.add(random.nextInt(keys.size() + 1), "extra");
      case 2 -> keys.add(keys.get(random.nextInt(keys.size())));
      case 3 -> Collections.shuffle(keys, random);
      default -> {}
    }
    String comma = random.nextInt(15) == 0 ? " ,\t" : ",";
    String colon = random.nextInt(15) == 0 ? " :" : ":";
    List<String> members = new ArrayList<>();
    for (String key : keys) {
      members.add("\"" + key + "\"" + colon + value());
    }
    String blank = random.nextInt(15) == 0 ? " " : "";
    return blank + "{" + blank + String.join(comma, members) + blank + "}" + blank;
  }

  private String value() {
    boolean plain = random.nextInt(20) > 0;
    return plain
        ? Integer.toString(random.nextInt(100))
        : VALUES.get(random.nextInt(VALUES.size()));
  }

  /** Sometimes cuts a record, changes a byte of it, or adds something behind it. */
  private byte[] odd(String record) {
    byte[] bytes = record.getBytes(UTF_8);
    int place = random.nextInt(bytes.length);
    switch (random.nextInt(20)) {
      case 0 -> bytes = java.util.Arrays.copyOf(bytes, place);
      case 1 -> bytes[place] = (byte) random.nextInt(256);
      case 2 -> bytes[place] = (byte) "{}[]\",: \\".charAt(random.nextInt(9));
      case 3 -> bytes = (record + "x").getBytes(UTF_8);
      case 4 -> bytes = VALUES.get(random.nextInt(VALUES.size())).getBytes(UTF_8);
      default -> {}
    }
    return bytes;
  }

  /** Reads the records as parts of one buffer, at its end and in the middle of it. */
  private void agreeOnAll(List<byte[]> records) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    int[] ends = new int[records.size()];
    for (int index = 0; index < ends.length; index++) {
      all.writeBytes(records.get(index));
      ends[index] = all.size();
      all.write('\n');
    }
    byte[] buffer = all.toByteArray();
    for (int index = 0; index < ends.length; index++) {
      int from = ends[index] - records.get(index).length;
      agree(buffer, from, ends[index]);
      agree(records.get(index), 0, records.get(index).length);
    }
  }

  @Test
  void a_record_cut_at_any_byte_is_judged_alike() {
    byte[] record =
        "{\"first\":12.5,\"second\":\"some text\",\"third\":[1,{\"x\":null}],\"fourth\":true}"
            .getBytes(UTF_8);
    byte[] buffer = java.util.Arrays.copyOf(record, record.length + 64);
    for (int end = 0; end <= record.length; end++) {
      agree(buffer, 0, record.length);
      agree(buffer, 0, end);
    }
  }

  @Test
  void the_same_keys_in_the_same_order_have_the_same_number() {
    String one = "{\"a\":1,\"b\":\"x\"}";
    String other = "{\"a\":1,\"c\":\"x\"}";
    agree(one);
    agree(one);
    int number = tape.skeleton();
    assertThat(number).isPositive();
    agree(other);
    assertThat(tape.skeleton()).isZero();
    agree(one);
    assertThat(tape.skeleton()).isEqualTo(number);
    agree(other);
    agree(other);
    agree(other);
    assertThat(tape.skeleton()).isPositive().isNotEqualTo(number);
  }

  @Test
  void objects_without_keys_and_with_very_many_are_read_alike() {
    StringBuilder many = new StringBuilder("{\"k\":0");
    for (int key = 0; key < 3000; key++) {
      many.append(",\"k").append(key).append("\":").append(key);
    }
    for (String text : List.of("{}", "{ }", many + "}", "{\"a\":{}}", "[]", "1")) {
      for (int time = 0; time < 4; time++) {
        agree(text);
      }
    }
  }
}
