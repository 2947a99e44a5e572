package io.logflow.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.logflow.job.ConversionOptions;
import io.logflow.job.ErrorKind;
import io.logflow.job.FileStamp;
import io.logflow.job.Input;
import io.logflow.job.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordsTest {
  private static final ConversionOptions NO_HEADER =
      Options.of(
          Optional.of(","),
          Optional.of('"'),
          Optional.of(false),
          Optional.of(StandardCharsets.UTF_8));

  @TempDir Path folder;

  private List<String> names(String content) throws IOException {
    return names(content.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> names(byte[] content) throws IOException {
    Path file = Files.write(folder.resolve("b.csv"), content);
    Input input =
        new Input(
            "job",
            file,
            "b.csv",
            FileStamp.of(file),
            Optional.of(Inspector.inspect(file, NO_HEADER)));
    return Records.fieldNames(input, NO_HEADER);
  }

  @Test
  void without_a_header_the_first_sound_record_tells_how_many_fields_there_are()
      throws IOException {
    assertThat(names("\"x\"y,1\n3,4\n5,6\n")).containsExactly("column1", "column2");
    assertThat(names("\"x\"y,1\n\"z\"z\n\n1,2,3\n4,5\n"))
        .containsExactly("column1", "column2", "column3");
    assertThat(names("x".repeat((1 << 24) + 1) + "\n3,4\n")).containsExactly("column1", "column2");
    assertThat(names("a\u00E9,b,c\n3,4\n".getBytes(StandardCharsets.ISO_8859_1)))
        .containsExactly("column1", "column2");
  }

  @Test
  void without_a_sound_record_the_fields_of_one_that_does_not_decode_are_counted()
      throws IOException {
    assertThat(names("\"x\"y,1\na\u00E9,b\n".getBytes(StandardCharsets.ISO_8859_1)))
        .containsExactly("column1", "column2");
  }

  @Test
  void an_input_in_which_no_fields_are_found_is_malformed() {
    InputException failure =
        catchThrowableOfType(InputException.class, () -> names("\"x\"y,1\n\"z\"z\n"));
    assertThat(failure.kind()).isEqualTo(ErrorKind.MALFORMED_INPUT);
    assertThat(failure)
        .hasMessageContaining("b.csv")
        .hasMessageContaining("line 1")
        .hasMessageContaining("Text follows the quote that closes field 1");
    assertThat(failure.remedy()).contains("--quote");
  }

  @Test
  void blank_lines_are_one_column() throws IOException {
    assertThat(names("\n\n")).containsExactly("column1");
  }
}
