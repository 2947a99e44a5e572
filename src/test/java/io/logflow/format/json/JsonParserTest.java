package io.logflow.format.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.job.RejectReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonParserTest {
  private static final ObjectMapper JACKSON = new ObjectMapper();

  private final JsonParser parser = new JsonParser();
  private final JsonTape tape = new JsonTape();

  private boolean parse(String text) {
    byte[] bytes = ("##" + text + "##").getBytes(UTF_8);
    return parser.parse(bytes, 2, bytes.length - 2, tape);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        " true ",
        "\t-0\r\n",
        "0.5e-3",
        "1E+400",
        "[]",
        "{}",
        "[ [ ] , { } ]",
        "{\"a\":{\"b\":[1,\"x\"]},\"\":null}",
        "\"\\u00e9\\ud83d\\ude00\\/\\\"\\\\\"",
        "\"日本語 é 👍 and more than eight bytes of it\""
      })
  void what_the_standard_allows_is_sound(String text) {
    assertThat(parse(text)).as(parser.detail()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      value = {
        "`` ! 0 ! a value is missing before the end",
        "[1,] ! 3 ! a value is expected, not ']'",
        "[1 2] ! 3 ! a comma or ] is missing before '2'",
        "{\"a\" 1} ! 5 ! a colon is missing before '1'",
        "{\"a\":1,} ! 7 ! a key in quotes is missing before '}'",
        "{a:1} ! 1 ! a key in quotes is missing before 'a'",
        "{\"a\":1 ! 6 ! a comma or } is missing before the end",
        "01 ! 0 ! a number does not begin with a zero: '0'",
        "1. ! 2 ! a digit is expected, not the end",
        "-x ! 1 ! a digit is expected, not 'x'",
        "1e+ ! 3 ! a digit is expected, not the end",
        "+1 ! 0 ! a value is expected, not '+'",
        "trUe ! 2 ! true is expected, not 'U'",
        "NaN ! 0 ! a value is expected, not 'N'",
        "\"abc ! 4 ! a string does not end",
        "\"a\\x\" ! 2 ! a string holds an escape that there is not",
        "\"\\u12G4\" ! 1 ! an escape of a string has not four hexadecimal digits",
        "1 2 ! 2 ! the value has ended before '2'",
        "{}} ! 2 ! the value has ended before '}'",
        "[} ! 1 ! a value is expected, not '}'"
      })
  void a_fault_is_named_with_its_place(String text, int at, String detail) {
    assertThat(parse(text)).isFalse();
    assertThat(parser.problem()).isEqualTo(RejectReason.BROKEN_SYNTAX);
    assertThat(parser.problemAt() - 2).isEqualTo(at);
    assertThat(parser.detail()).isEqualTo(detail);
  }

  @Test
  void control_characters_stand_in_no_string_at_any_place() {
    for (int place = 0; place < 20; place++) {
      String text = "\"" + "x".repeat(place) + "\t" + "y".repeat(10) + "\"";
      assertThat(parse(text)).isFalse();
      assertThat(parser.problemAt() - 2).isEqualTo(place + 1);
    }
  }

  @Test
  void bytes_that_are_no_utf8_are_undecodable_at_any_place() {
    for (int place = 0; place < 20; place++) {
      byte[] text = ("\"" + "x".repeat(place) + "?\"").getBytes(UTF_8);
      text[place + 1] = (byte) 0xE9;
      assertThat(parser.parse(text, 0, text.length, tape)).isFalse();
      assertThat(parser.problem()).isEqualTo(RejectReason.UNDECODABLE);
      assertThat(parser.problemAt()).isEqualTo(place + 1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\\ud800\"", "\"\\udc00\"", "\"\\ud800\\u0041\"", "\"\\ud800x\""})
  void half_a_surrogate_pair_is_no_text(String text) {
    assertThat(parse(text)).isFalse();
    assertThat(parser.problem()).isEqualTo(RejectReason.UNDECODABLE);
  }

  @Test
  void values_nest_to_the_limit_and_no_further() {
    assertThat(parse("[".repeat(128) + "]".repeat(128))).isTrue();
    assertThat(parse("{\"a\":".repeat(128) + "1" + "}".repeat(128))).isTrue();
    assertThat(parse("[".repeat(129) + "]".repeat(129))).isFalse();
    assertThat(parser.problem()).isEqualTo(RejectReason.OVER_LIMIT);
    assertThat(parser.detail()).contains("128");
    assertThat(parse("[".repeat(100_000))).isFalse();
  }

  @Test
  void the_tape_gives_back_what_another_parser_reads() throws IOException {
    Random random = new Random(7);
    for (int round = 0; round < 500; round++) {
      String text = value(random, 4);
      byte[] bytes = text.getBytes(UTF_8);
      assertThat(parser.parse(bytes, 0, bytes.length, tape)).as(text).isTrue();
      List<String> mine = new ArrayList<>();
      assertThat(read(bytes, 0, mine)).isEqualTo(tape.size());
      List<String> theirs = new ArrayList<>();
      flatten(JACKSON.readTree(text), theirs);
      assertThat(mine).isEqualTo(theirs);
    }
  }

  private static String value(Random random, int depth) {
    String blank = " \n".substring(random.nextInt(2), 1 + random.nextInt(2)).repeat(1);
    return switch (random.nextInt(depth == 0 ? 5 : 7)) {
      case 0 -> "null" + blank;
      case 1 -> Boolean.toString(random.nextBoolean());
      case 2 -> Integer.toString(random.nextInt());
      case 3 -> "\"" + "é\\n\\u0041\\\"plain ".repeat(random.nextInt(4)) + "\"";
      case 4 -> "\"" + "x".repeat(random.nextInt(40)) + "\"";
      case 5 -> list("[", "]", random, depth, "");
      default -> list("{", "}", random, depth, "\"k%d\" : ");
    };
  }

  private static String list(String open, String close, Random random, int depth, String key) {
    List<String> all = new ArrayList<>();
    for (int index = random.nextInt(5); index > 0; index--) {
      all.add(key.formatted(index) + value(random, depth - 1));
    }
    return open + String.join(" ,", all) + close;
  }

  /** Lists the value at a token; the token after it. */
  private int read(byte[] b, int token, List<String> to) {
    JsonText text = new JsonText();
    int next = tape.next(token);
    switch (tape.kind(token)) {
      case JsonTape.OBJECT, JsonTape.ARRAY -> {
        to.add(tape.kind(token) == JsonTape.OBJECT ? "{" : "[");
        int at = token + 1;
        while (at < next) {
          at = read(b, at, to);
        }
        to.add("end");
        assertThat(at).isEqualTo(next);
      }
      case JsonTape.ESCAPED -> {
        text.unescape(b, tape.start(token), tape.end(token));
        to.add(new String(text.bytes(), 0, text.length(), UTF_8));
      }
      default ->
          to.add(new String(b, tape.start(token), tape.end(token) - tape.start(token), UTF_8));
    }
    return next;
  }

  private static void flatten(JsonNode node, List<String> to) {
    if (node.isObject()) {
      to.add("{");
      node.properties()
          .forEach(
              field -> {
                to.add(field.getKey());
                flatten(field.getValue(), to);
              });
      to.add("end");
    } else if (node.isArray()) {
      to.add("[");
      node.forEach(item -> flatten(item, to));
      to.add("end");
    } else {
      to.add(node.asText());
    }
  }
}
