package io.logflow.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.logflow.format.compressed.Pack;
import io.logflow.job.Compression;
import io.logflow.job.ConversionOptions;
import io.logflow.job.Dialect;
import io.logflow.job.ErrorKind;
import io.logflow.job.Format;
import io.logflow.job.InputException;
import io.logflow.job.Inspection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InspectorTest {
  @TempDir Path folder;

  @Test
  void a_missing_file_a_folder_and_an_empty_file_have_errors_of_their_own() throws IOException {
    assertThat(failure(folder.resolve("none.csv")).kind()).isEqualTo(ErrorKind.INPUT_NOT_FOUND);
    InputException ofFolder = failure(folder);
    assertThat(ofFolder.kind()).isEqualTo(ErrorKind.INPUT_NOT_FOUND);
    assertThat(ofFolder).hasMessageEndingWith(" is a folder.");
    assertThat(failure(write(new byte[0])).kind()).isEqualTo(ErrorKind.EMPTY_INPUT);
    assertThat(failure(write("\uFEFF")).kind()).isEqualTo(ErrorKind.EMPTY_INPUT);
  }

  @Test
  void archives_and_workbooks_are_refused_by_their_true_format() throws IOException {
    assertThat(refusal(zip("[Content_Types].xml", "xl/workbook.xml"))).contains("XLSX");
    assertThat(refusal(zip("[Content_Types].xml", "word/document.xml"))).contains("DOCX");
    assertThat(refusal(zip("data.csv"))).contains("a ZIP archive");
    assertThat(failure(write(zip("xl/workbook.xml"))).remedy()).contains("as CSV");
  }

  @Test
  void what_is_compressed_is_looked_into() throws IOException {
    for (Compression compression : Compression.values()) {
      byte[] content = Pack.pack(compression, "a;b\n1;2\n".getBytes(UTF_8));
      assertThat(inspect(content, Options.defaults()).dialect().delimiter()).isEqualTo(";");
      byte[] twice = Pack.pack(compression, Pack.pack(Compression.GZIP, content));
      assertThat(refusal(Pack.pack(Compression.ZSTD, twice))).contains("archive");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "89504E470D0A1A0A0000000D, PNG",
    "FFD8FFE000104A464946, JPEG",
    "474946383961, GIF",
    "255044462D312E37, PDF",
    "5041523115041500, Parquet",
    "FD377A585A0000, xz",
    "377ABCAF271C0004, 7-Zip",
    "53514C69746520666F726D6174203300, SQLite",
    "4F626A0104, Avro",
    "4F52430A0B, ORC",
    "4152524F57310000, Arrow",
    "D0CF11E0A1B11AE1, XLS",
    "7F454C4602, ELF",
    "4D5A900003000000, Windows",
    "0102030405000A2C, binary data"
  })
  void binary_formats_are_refused_by_name(String hex, String name) throws IOException {
    assertThat(refusal(java.util.HexFormat.of().parseHex(hex))).contains(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {"<?xml version='1.0'?><log/> ! XML", "<html><p>x</p></html> ! HTML"})
  void markup_is_refused(String text, String name) throws IOException {
    assertThat(refusal(text.replace("\\n", "\n").getBytes(UTF_8))).contains(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      value = {
        "{\"a\": 1, \"b\": [2]} ! NDJSON",
        "{\"a\": 1}\\n{\"a\": 2}\\n ! NDJSON",
        "\\n {\"a\": 1}\\r\\n\\r\\n{\"a\": 2} ! NDJSON",
        "[1, 2]\\n[3, 4]\\n ! NDJSON",
        "{\"a\": 1\\n{\"a\": 2}\\n{\"a\": 3}\\n ! NDJSON",
        "[1, 2, 3] ! JSON",
        "[\\n{\"a\": 1},\\n{\"a\": 2}\\n] ! JSON",
        "{\\n\"a\": 1\\n}\\n{\\n\"a\": 2\\n} ! JSON",
        "{\"a\": 1}{\"a\": 2} ! JSON",
        "[{\"a\": ! JSON",
        "{\"a\": 1,} ! JSON"
      })
  void json_is_found_by_its_content(String text, Format format) throws IOException {
    assertThat(inspect(text.replace("\\n", "\n").replace("\\r", "\r").getBytes(UTF_8)).format())
        .isEqualTo(format);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.json", "a.JSONL", "a.ndjson", "a.json.gz"})
  void a_name_speaks_where_the_content_is_silent(String name) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "\"text\"");
    assertThat(Inspector.inspect(file, Options.defaults()).format().isJson()).isTrue();
    Files.writeString(file, "a,b\n1,2\n");
    assertThat(Inspector.inspect(file, Options.defaults()).format()).isEqualTo(Format.CSV);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[a],b\n1,2\n",
        "[1],2\n[3],4\n",
        "{a},b\n",
        "{\"a\":1},2\n{\"a\":2},3\n",
        "<a>,<b>\n1,2\n",
        "BM,PK\n"
      })
  void a_table_may_begin_with_a_bracket(String text) throws IOException {
    assertThat(dialect(text).delimiter()).isEqualTo(",");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void encodings_are_found_with_and_without_a_mark(String name) throws IOException {
    Charset charset = Charset.forName(name);
    Inspection marked = inspect("\uFEFFname,city\nÄnne,Zürich\n".getBytes(charset));
    assertThat(marked.charset()).isEqualTo(charset);
    assertThat(marked.bomLength()).isEqualTo("\uFEFF".getBytes(charset).length);
    Inspection bare = inspect("name,city\nÄnne,Zürich\n".getBytes(charset));
    assertThat(bare.charset()).isEqualTo(charset);
    assertThat(bare.bomLength()).isZero();
  }

  @Test
  void a_forced_encoding_is_obeyed_and_keeps_its_mark() throws IOException {
    byte[] western = "name\nÄnne\n".getBytes("windows-1252");
    Charset charset = Charset.forName("windows-1252");
    assertThat(inspect(western, Options.charset(charset)).charset()).isEqualTo(charset);
    assertThat(inspect(western).encodingEvidence()).contains("offset 5");
    byte[] wide = "\uFEFFa,b\n".getBytes(StandardCharsets.UTF_16LE);
    Inspection forced = inspect(wide, Options.charset(StandardCharsets.UTF_16));
    assertThat(forced.charset()).isEqualTo(StandardCharsets.UTF_16LE);
    assertThat(forced.bomLength()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      value = {
        "a,b,c\\n1,2,3\\n4,5,6\\n ! ,",
        "a;b\\n1,5;2,5\\n3,5;4,5\\n ! ;",
        "a;b\\nx;1,5\\ny;2,7\\n ! ;",
        "a\\tb\\n1,2\\t3\\n2,3\\t4\\n ! TAB",
        "a|b\\nx, y|z\\nu|v\\n ! |",
        "root:x:0:/root\\nbin:y:1:/bin\\nsys:z:2:/sys\\n ! :",
        "a^b\\n1^2\\n3^4\\n ! ^",
        "a~b\\n1~2\\n3~4\\n ! ~",
        "x y\\n1 2\\n3 4\\n ! BLANK",
        "a,b,c\\n1,2\\n3,4,5\\n6,7,8\\n ! ,",
        "time\\n2024-01-01 10:00:00\\n2024-01-02 11:30:00\\n2024-01-03 12:00:00\\n ! ,",
        "name\\nJohn Smith\\nMary Jones\\nAnn Lee\\n ! ,",
        "url\\nhttp://a.b/c\\nhttp://d.e/f\\nhttp://g.h/i\\n ! ,",
        "note\\nHello, world\\nnothing here\\nnor there\\nnor, here, at all\\n ! ;"
      })
  void delimiters_are_found(String text, String delimiter) throws IOException {
    String expected = delimiter.replace("TAB", "\t").replace("BLANK", " ");
    assertThat(dialect(text.replace("\\n", "\n").replace("\\t", "\t")).delimiter())
        .isEqualTo(expected);
  }

  @Test
  void quotes_and_escapes_are_found() throws IOException {
    assertThat(dialect("a,b\n\"x,1\",\"y\"\"z\"\n"))
        .extracting(Dialect::quote, Dialect::escape)
        .containsExactly('"', '"');
    assertThat(dialect("a,b\n\"x\\\"1, \\\"\",y\n\"z\",w\n"))
        .extracting(Dialect::quote, Dialect::escape)
        .containsExactly('"', '\\');
    assertThat(dialect("'a';'b'\n'x;1';'y'\n"))
        .extracting(Dialect::quote, Dialect::delimiter)
        .containsExactly('\'', ";");
    assertThat(dialect("a\tb\n\"x\ty\n\"z\tw\n\"u\tv\n\"s\tt\n").quote()).isEqualTo('\0');
  }

  @Test
  void one_stray_quote_does_not_switch_quoting_off() throws IOException {
    assertThat(dialect("a,b\n1,\"x\n2,y\n3,z\n").quote()).isEqualTo('"');
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "id,name\\n1,x\\n2,y\\n ! true",
        "1,x\\n2,y\\n ! false",
        "id,name\\n ! true",
        "city,country\\nParis,France\\nBerlin,Germany\\n ! true",
        "Paris,France\\nLyon,France\\n ! false",
        "country,1999,2000\\nChad,12,13\\nMali,14,15\\n ! true",
        "a,a\\nx,y\\n ! false",
        "id,id\\n1,2\\n ! true",
        ",x\\n1,a\\n ! false",
        "when,what\\n2024-01-05,x\\n2024-01-06,y\\n ! true",
        "2024-01-05,x\\n2024-01-06,y\\n ! false"
      })
  void headers_are_told_from_data(String text, boolean header) throws IOException {
    assertThat(dialect(text.replace("\\n", "\n")).header()).isEqualTo(header);
  }

  @Test
  void options_force_what_would_be_found() throws IOException {
    Path file = write("a,b;c\n1,2;3\n");
    assertThat(Inspector.inspect(file, Options.delimiter(";")).dialect().delimiter())
        .isEqualTo(";");
    assertThat(Inspector.inspect(file, Options.header(false)).dialect().header()).isFalse();
    InputException none = failure(folder.resolve("gone"));
    assertThat(none.remedy()).isNotEmpty();
  }

  @Test
  void names_are_kept_and_numbered_where_they_must() {
    assertThat(FieldNames.of(List.of("id", "ID", "", "name", "name", "name_1")))
        .containsExactly("id", "ID_1", "column3", "name", "name_2", "name_1");
    assertThat(FieldNames.of(List.of("", "column1", "")))
        .containsExactly("column1_1", "column1", "column3");
    assertThat(FieldNames.of(List.of("İd", "I", "i"))).containsExactly("İd", "I", "i_1");
    assertThat(FieldNames.numbered(2)).containsExactly("column1", "column2");
  }

  private Dialect dialect(String text) throws IOException {
    return inspect(text.getBytes(UTF_8)).dialect();
  }

  private Inspection inspect(byte[] content) throws IOException {
    return inspect(content, Options.defaults());
  }

  private Inspection inspect(byte[] content, ConversionOptions options) throws IOException {
    return Inspector.inspect(write(content), options);
  }

  private String refusal(byte[] content) throws IOException {
    InputException failure = failure(write(content));
    assertThat(failure.kind()).isEqualTo(ErrorKind.UNSUPPORTED_FORMAT);
    assertThat(failure.remedy()).isNotEmpty();
    return failure.getMessage();
  }

  private static InputException failure(Path file) {
    return catchThrowableOfType(
        InputException.class, () -> Inspector.inspect(file, Options.defaults()));
  }

  private Path write(String text) throws IOException {
    return write(text.getBytes(UTF_8));
  }

  private Path write(byte[] content) throws IOException {
    return Files.write(folder.resolve("input.csv"), content);
  }

  private static byte[] zip(String... names) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
