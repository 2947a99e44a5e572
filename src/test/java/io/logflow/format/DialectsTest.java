package io.logflow.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.Dialect;
import io.logflow.job.TableOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Delimiters, quotes, escapes, comments and aligned columns, each in the smallest file. */
class DialectsTest {
  @TempDir Path folder;

  record Case(String kind, String text, List<String> names, List<String> rows, int rejected) {
    @Override
    public String toString() {
      return kind;
    }
  }

  static Stream<Case> symbols() {
    List<String> ab = List.of("a", "b");
    List<String> abc = List.of("a", "b", "c");
    return Stream.of(
        new Case(
            "comma and blank",
            "a, b, c\n1, \"x, y\", 2\n3, \"z\", \n",
            abc,
            List.of("1|x, y|2", "3|z|"),
            0),
        new Case(
            "commas before blanks in texts",
            "a,b\n1,x, y\n2,z\n3,w\n",
            ab,
            List.of("2|z", "3|w"),
            1),
        new Case("two bars", "a||b||c\n1||x|y||2\n3||z||4\n", abc, List.of("1|x|y|2", "3|z|4"), 0),
        new Case(
            "bars and an empty column", "a|b|c\n1||2\n3||4\n", abc, List.of("1||2", "3||4"), 0),
        new Case("semicolon and blank", "a; b\n1; 2\n3; 4\n", ab, List.of("1|2", "3|4"), 0),
        new Case(
            "unit separator",
            "a\u001Fb\u001Fc\n1\u001F2\u001F3\n4\u001F5\u001F6\n",
            abc,
            List.of("1|2|3", "4|5|6"),
            0),
        new Case(
            "blanks beside quotes",
            "a b c\n1 \"x y\" 2\n3 \"z\" 4\n5 \"u v\" 6\n",
            abc,
            List.of("1|x y|2", "3|z|4", "5|u v|6"),
            0),
        new Case(
            "single quotes and apostrophes",
            "'a','b'\n'it's, so','x'\n'y','they're'\n'z','w'\n",
            ab,
            List.of("it's, so|x", "y|they're", "z|w"),
            0),
        new Case(
            "quotes that nothing marks",
            "a,b\n\"5\" disk\",\"x, y\"\n\"3\" disk\",\"z\"\n\"10\"\",\"w\"\n",
            ab,
            List.of("5\" disk|x, y", "3\" disk|z", "10\"|w"),
            0),
        new Case(
            "a stray quote costs its row",
            "a,b\n1,\"x\n2,\"y\"\n3,\"z \"\"w\"\"\"\n4,v\n",
            ab,
            List.of("2|y", "3|z \"w\"", "4|v"),
            1),
        new Case(
            "stray quotes beside doubled ones",
            "a,b\n1,\"x\"\"y\"\n2,\"z\n3,\"w\n4,v\n",
            ab,
            List.of("1|x\"y", "4|v"),
            2),
        new Case(
            "quotes as text",
            "a\tb\n\"x\t1\n\"y\t2\n\"z\t3\nu\t4\n",
            ab,
            List.of("\"x|1", "\"y|2", "\"z|3", "u|4"),
            0),
        new Case(
            "backslashes",
            "a,b\n\"x\\\"1, \\\"\",y\n\"z\",w\n",
            ab,
            List.of("x\"1, \"|y", "z|w"),
            0),
        new Case(
            "comments",
            "a,b\n1,2\n# note, with, more\n# \"quotes\n3,4\n5,6\n",
            ab,
            List.of("1|2", "3|4", "5|6"),
            0),
        new Case("no comments", "a,b\n#1,2\n#2,4\n#3,5\n", ab, List.of("#1|2", "#2|4", "#3|5"), 0),
        new Case(
            "aligned columns",
            "id  name      city\n1   John Doe  New York\n22  Zoë       Rome\n3             Paris\n",
            List.of("id", "name", "city"),
            List.of("1|John Doe|New York", "22|Zoë|Rome", "3||Paris"),
            0),
        new Case(
            "aligned columns under a rule",
            "id  name\n--- ---------\n1   John Doe\n22  Zoë\n3   Al\n",
            List.of("id", "name"),
            List.of("1|John Doe", "22|Zoë", "3|Al"),
            0),
        new Case(
            "sentences are no aligned columns",
            "title\nto be or not\nto do or die\nto go or stay\n",
            List.of("title"),
            List.of("to be or not", "to do or die", "to go or stay"),
            0));
  }

  @ParameterizedTest
  @MethodSource("symbols")
  void the_dialect_is_found(Case one) throws IOException {
    FoundTable found = FoundTable.of(folder.resolve("t.csv"), one.text, Options.defaults());
    assertThat(found.names()).as(found.inspection().dialect().evidence()).isEqualTo(one.names);
    assertThat(found.rows()).isEqualTo(one.rows);
    assertThat(found.rejected()).as("rejected").isEqualTo(one.rejected);
  }

  @Test
  void what_is_told_of_the_table_is_not_searched() throws IOException {
    String text = "x,y\n# 1,2\na,b\nc,d\n1,2\n3,4\n5,6\n";
    assertThat(told(text, 2, 1, 1, "none", null).rows()).containsExactly("c|d", "1|2", "3|4");
    assertThat(told(text, 2, 2, 0, "none", null).names()).containsExactly("a c", "b d");
    assertThat(told(text, 0, null, 0, "", null).rows())
        .containsExactly("# 1|2", "a|b", "c|d", "1|2", "3|4", "5|6");
    assertThat(told(text, 0, 1, 0, "#", null).rows())
        .containsExactly("a|b", "c|d", "1|2", "3|4", "5|6");
    assertThat(told("ab1\ncd2\n", 0, null, 0, "", List.of(0, 2)).rows())
        .containsExactly("ab|1", "cd|2");
    assertThat(told("ab 1\ncd 2\n", 0, null, 0, "", List.of(0, 3)).rows())
        .containsExactly("ab|1", "cd|2");
  }

  @Test
  void lines_that_were_told_to_be_a_footer_are_skipped() throws IOException {
    FoundTable found = told("a,b\n1,2\n3,4\nTotal,4\nend,0\n", null, null, 2, null, null);
    assertThat(found.rows()).containsExactly("1|2", "3|4");
    assertThat(found.skipped()).isEqualTo(2);
  }

  @Test
  void padded_rows_get_what_they_lack_and_lose_only_what_is_empty() throws IOException {
    TableOptions pads =
        new TableOptions(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            true);
    FoundTable found =
        FoundTable.of(
            folder.resolve("t.csv"),
            "a,b,c\n1,2,3\n4\n5,6,7,,\n8,9,10,x\n11,12,13,\"\"\n7,8,9\n7,8,9\n7,8,9\n",
            Options.table(pads));
    assertThat(found.rows()).containsExactly("1|2|3", "4||", "5|6|7", "7|8|9", "7|8|9", "7|8|9");
    assertThat(found.rejected()).isEqualTo(2);
  }

  @Test
  void evidence_tells_of_the_quotes() throws IOException {
    Dialect dialect =
        FoundTable.of(
                folder.resolve("t.csv"),
                "a,b\n\"5\" x\",1\n\"6\" y\",2\n\"7\" z\",3\n",
                Options.defaults())
            .inspection()
            .dialect();
    assertThat(dialect.evidence()).contains("quotes within quotes are not marked");
  }

  private FoundTable told(
      String text,
      Integer skipLines,
      Integer headerRows,
      Integer footerLines,
      String comment,
      List<Integer> starts)
      throws IOException {
    TableOptions table =
        new TableOptions(
            Optional.ofNullable(skipLines),
            Optional.ofNullable(headerRows),
            Optional.ofNullable(footerLines),
            Optional.ofNullable(comment).map(it -> it.equals("none") ? "" : it),
            Optional.ofNullable(starts),
            false);
    return FoundTable.of(folder.resolve("t.csv"), text, Options.table(table));
  }
}
