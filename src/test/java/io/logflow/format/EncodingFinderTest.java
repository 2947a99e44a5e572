package io.logflow.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.Inspection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which encoding is found, with what evidence, and where it is left to the user. */
class EncodingFinderTest {
  private static final String GERMAN =
      """
      id;name;ort
      1;Müller;Köln
      2;Schröder;Düsseldorf
      3;Größe;Straße
      4;Jäger;Nürnberg
      5;Böhm;Fürth
      """;
  private static final String FRENCH =
      "id,nom,ville\n1,Élodie,Orléans\n2,François,Besançon\n3,Hélène,Saint-Étienne\n4,Noël,Mâcon\n";
  private static final String SPANISH =
      "id,nombre\n1,Muñoz\n2,García\n3,López\n4,Núñez\n5,Málaga\n";
  private static final String PORTUGUESE =
      "id,nome\n1,São Paulo\n2,João\n3,Conceição\n4,Brasília\n5,Goiânia\n";
  private static final String EUROPEAN =
      "name,age\nJosé Álvarez,30\nMüller,25\nFrançois,45\nBjörn,50\nSøren,42\nHåkon,28\nBrontë,47\n";
  private static final String MONEY = "a;b\n1;5 €\n2;„Zitat“ – Müller\n3;10 €\n4;‘x’\n";
  private static final String POLISH =
      "id;miasto\n1;Łódź\n2;Kraków\n3;Gdańsk\n4;Poznań\n5;Świętochłowice\n6;Zażółć gęślą jaźń\n";
  private static final String CZECH =
      "id;jméno\n1;Dvořák\n2;Novák\n3;Černý\n4;Růžička\n5;Žižka\n6;Příbram\n";
  private static final String RUSSIAN =
      "id;имя;город\n1;Иванов;Москва\n2;Петров;Санкт-Петербург\n3;Сидоров;Новосибирск\n";
  private static final String GREEK = "id;όνομα\n1;Αθήνα\n2;Θεσσαλονίκη\n3;Παπαδόπουλος\n";
  private static final String HEBREW = "id,שם\n1,ירושלים\n2,תל אביב\n3,חיפה\n4,אילת\n";
  private static final String ARABIC = "id,اسم\n1,القاهرة\n2,الرياض\n3,بغداد\n";
  private static final String CHINESE = "编号,姓名,城市\n1,张伟,北京\n2,王芳,上海\n3,李娜,广州\n";
  private static final String TAIWANESE = "編號,姓名,城市\n1,陳大文,臺北\n2,林美玲,高雄\n3,黃志明,臺中\n";
  private static final String JAPANESE = "名前,年齢,都市\n田中太郎,30,東京\n鈴木花子,25,大阪\nさとう,41,ナゴヤ\n";
  private static final String KOREAN = "이름,도시\n김철수,서울\n이영희,부산\n박민수,대구\n";
  private static final String THAI = "id,ชื่อ\n1,กรุงเทพ\n2,เชียงใหม่\n3,ภูเก็ต\n4,ขอนแก่น\n";

  @TempDir Path folder;

  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of(GERMAN, "windows-1252 IBM850 x-MacRoman"),
        Arguments.of(FRENCH, "windows-1252 ISO-8859-15 IBM850 x-MacRoman"),
        Arguments.of(SPANISH, "windows-1252"),
        Arguments.of(PORTUGUESE, "windows-1252"),
        Arguments.of(EUROPEAN, "windows-1252"),
        Arguments.of(MONEY, "windows-1252"),
        Arguments.of(POLISH, "windows-1250 ISO-8859-2"),
        Arguments.of(CZECH, "windows-1250 ISO-8859-2"),
        Arguments.of(RUSSIAN, "windows-1251 KOI8-R ISO-8859-5 IBM866"),
        Arguments.of(GREEK, "windows-1253 ISO-8859-7"),
        Arguments.of(HEBREW, "windows-1255"),
        Arguments.of(ARABIC, "windows-1256"),
        Arguments.of(CHINESE, "GB18030 GBK"),
        Arguments.of(TAIWANESE, "Big5"),
        Arguments.of(JAPANESE, "Shift_JIS EUC-JP"),
        Arguments.of(KOREAN, "EUC-KR"),
        Arguments.of(THAI, "x-windows-874"),
        Arguments.of(RUSSIAN + GREEK + CHINESE, "UTF-8 UTF-16LE UTF-16BE UTF-32LE UTF-32BE"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void a_text_is_read_as_it_was_written(String text, String charsets) throws IOException {
    for (String name : charsets.split(" ", -1)) {
      byte[] bytes = text.getBytes(Charset.forName(name));
      Inspection found = inspect(bytes);
      assertThat(new String(bytes, found.charset()))
          .as(name + ": " + found.encodingEvidence())
          .isEqualTo(text);
    }
  }

  @Test
  void the_decision_comes_with_its_score_and_the_first_byte_that_is_no_utf8() throws IOException {
    Inspection found = inspect(GERMAN.getBytes(ISO_8859_1));

    assertThat(found.charset()).isEqualTo(Charset.forName("windows-1252"));
    assertThat(found.encodingProof().firstOffending()).hasValue(GERMAN.indexOf('ü'));
    assertThat(found.encodingProof().confidence()).isBetween(65, 99);
    assertThat(found.encodingEvidence())
        .contains("the byte at offset 15 is not sound UTF-8", "all 11 bytes beyond ASCII", "score");
  }

  @Test
  void a_few_broken_bytes_in_utf8_leave_it_utf8() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(GERMAN.getBytes(UTF_8));
    bytes.writeBytes("6;Bl\u00E4tter\n".getBytes(ISO_8859_1));
    Inspection found = inspect(bytes.toByteArray());

    assertThat(found.charset()).isEqualTo(UTF_8);
    assertThat(found.encodingProof().confidence()).isEqualTo(100 * 11 / 12);
    assertThat(found.encodingProof().firstOffending())
        .hasValue(GERMAN.getBytes(UTF_8).length + "6;Bl".length());
  }

  @Test
  void what_tells_too_little_is_not_guessed() throws IOException {
    for (String text : new String[] {"id,name\n1,J\u00FCrgen\n", "a,b\nx\u00FF\u00FFy,1\n"}) {
      Inspection found = inspect(text.getBytes(ISO_8859_1));
      assertThat(found.charset()).as(text).isEqualTo(UTF_8);
      assertThat(found.encodingProof().confidence()).isZero();
      assertThat(found.encodingEvidence()).contains("too little");
    }
  }

  @Test
  void bytes_far_behind_the_start_count() throws IOException {
    String ascii = "12345;name;place\n".repeat(200_000);
    Inspection found = inspect((ascii + GERMAN.repeat(40_000)).getBytes(ISO_8859_1));

    assertThat(found.charset()).isEqualTo(Charset.forName("windows-1252"));
    assertThat(found.encodingProof().firstOffending())
        .hasValue(ascii.length() + GERMAN.indexOf('ü'));
  }

  @Test
  void a_candidate_must_decode_every_byte_of_the_file() throws IOException {
    // 0x81 is no character of windows-1252.
    byte[] text = (GERMAN.repeat(2_000) + "x;\u0081;y\n").getBytes(ISO_8859_1);
    assertThat(inspect(text).charset()).isNotEqualTo(Charset.forName("windows-1252"));
  }

  private Inspection inspect(byte[] bytes) throws IOException {
    return Inspector.inspect(Files.write(folder.resolve("a.csv"), bytes), Options.defaults());
  }
}
