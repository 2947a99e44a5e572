package io.logflow.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.Aside;
import io.logflow.job.Dialect;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the table of a file lies: each kind of file that people write, and each near miss. */
class TablePlacesTest {
  private static final String ROWS = "1,ann,2.5\n2,bob,3.5\n3,cyd,4.5\n4,dan,5.5\n";
  private static final List<String> FOUR =
      List.of("1|ann|2.5", "2|bob|3.5", "3|cyd|4.5", "4|dan|5.5");
  private static final List<String> NAMES = List.of("id", "name", "price");
  private static final List<String> NUMBERED = List.of("column1", "column2", "column3");

  @TempDir Path folder;

  record Case(
      String kind, String text, List<String> names, List<String> rows, int rejected, long skipped) {
    @Override
    public String toString() {
      return kind;
    }
  }

  private static Case four(String kind, String text, int rejected, long skipped) {
    return new Case(kind, text, NAMES, FOUR, rejected, skipped);
  }

  static Stream<Case> preambles() {
    return Stream.of(
        four("nothing but a table", "id,name,price\n" + ROWS, 0, 0),
        four("a title", "Prices\nid,name,price\n" + ROWS, 0, 1),
        four("a title of full width", "Prices,,\n,,\nid,name,price\n" + ROWS, 0, 2),
        four("a title with a quote", "by \"us\"\n\nid,name,price\n" + ROWS, 0, 2),
        four("a title with commas", "Prices, gross\n\nid,name,price\n" + ROWS, 0, 2),
        four("names and values", "Author,me\nDate,2024-01-02\n\nid,name,price\n" + ROWS, 0, 3),
        four("comments", "# made by x\n# on y\nid,name,price\n" + ROWS, 0, 2),
        four("the delimiter", "sep=,\nid,name,price\n" + ROWS, 0, 1),
        new Case(
            "rows that got one more field",
            "id,name\n7,eve\n8,fay\n9,gus\n" + ROWS + ROWS,
            List.of("id", "name", "column3"),
            Stream.concat(FOUR.stream(), FOUR.stream()).toList(),
            3,
            0),
        new Case(
            "numbers of remarks",
            "1,first remark\n2,second remark\n\nid,name,price\n" + ROWS,
            NAMES,
            FOUR,
            0,
            3),
        new Case(
            "titles over years",
            "Population,,\nby region,,\nregion,2010,2011\nnorth,1,2\nsouth,3,4\neast,5,6\n",
            List.of("region", "2010", "2011"),
            List.of("north|1|2", "south|3|4", "east|5|6"),
            0,
            2),
        new Case(
            "padded names and values",
            """
            station:,Berlin,,,,
            latitude:,52.5,,,,
            ,,,,,
            day,a,b,c,d,e
            1,1,2,3,4,5
            2,1,2,3,4,5
            3,1,2,3,4,5
            """,
            List.of("day", "a", "b", "c", "d", "e"),
            List.of("1|1|2|3|4|5", "2|1|2|3|4|5", "3|1|2|3|4|5"),
            0,
            3),
        new Case(
            "empty columns at the right",
            "name,city,,\nann,Rome,,\nbob,Oslo,,\n",
            List.of("name", "city", "column3", "column4"),
            List.of("ann|Rome||", "bob|Oslo||"),
            0,
            0),
        four("blank lines", "\n\nid,name,price\n" + ROWS, 0, 2),
        new Case("no header", "Prices\n\n" + ROWS, NUMBERED, FOUR, 0, 2),
        new Case(
            "a header behind a number sign",
            "#id,name,price\n" + ROWS,
            List.of("#id", "name", "price"),
            FOUR,
            0,
            0),
        new Case(
            "rows of one value are rows",
            "a,,\nb,,\nc,x,y\nd,x,y\n",
            NUMBERED,
            List.of("a||", "b||", "c|x|y", "d|x|y"),
            0,
            0),
        new Case(
            "rows too short at the top are bad rows",
            "id,name,price\n0,eve\n" + ROWS,
            NAMES,
            FOUR,
            1,
            0),
        new Case(
            "a row too short where no header is, too", "0,eve,1,9\n" + ROWS, NUMBERED, FOUR, 1, 0));
  }

  static Stream<Case> footers() {
    String table = "id,name,price\n" + ROWS;
    return Stream.of(
        four("a remark behind a blank line", table + "\nestimated\n", 0, 2),
        new Case(
            "a padded remark may be a row",
            "a,b,c,d\n1,2,3,4\n2,3,4,5\n3,4,5,6\nSource: the office,,,\n",
            List.of("a", "b", "c", "d"),
            List.of("1|2|3|4", "2|3|4|5", "3|4|5|6", "Source: the office|||"),
            0,
            0),
        new Case(
            "a last row with a name only is a row",
            "a,b,c,d\nx,2,3,4\ny,3,4,5\nz,4,5,6\nWestern Sahara,,,\n",
            List.of("a", "b", "c", "d"),
            List.of("x|2|3|4", "y|3|4|5", "z|4|5|6", "Western Sahara|||"),
            0,
            0),
        four("a name alone is a bad row", table + "New York\n", 1, 0),
        four("a remark of several words", table + "Source: the office\n", 0, 1),
        four("remarks of full width", table + ",,\nestimated,,\n", 0, 2),
        four("two remarks", table + "\n* estimated\n** all of them\n", 0, 3),
        four("blank lines", table + "\n\n\n", 0, 3),
        four("a remark with commas", table + "\nSource: we\nNote, this\n", 0, 3),
        four("a last row that was cut off", table + "5,ev", 1, 0),
        four("a last word that was cut off", table + "eve", 1, 0),
        four("a value alone", table + "5\n", 1, 0),
        new Case(
            "empty rows are rows",
            table + ",,\n,,\n",
            NAMES,
            List.of("1|ann|2.5", "2|bob|3.5", "3|cyd|4.5", "4|dan|5.5", "||", "||"),
            0,
            0),
        new Case(
            "totals are rows",
            table + "Total,,16\n",
            NAMES,
            List.of("1|ann|2.5", "2|bob|3.5", "3|cyd|4.5", "4|dan|5.5", "Total||16"),
            0,
            0));
  }

  static Stream<Case> tables() {
    String table = "id,name,price\n" + ROWS;
    return Stream.of(
        four("the same again behind a title", table + "\nSecond table\n" + table, 0, 7),
        four("one more column", table + "id,name,price,x\n1,a,2,3\n2,b,3,4\n3,c,4,5\n", 0, 4),
        four("one column less", table + "\nid,name\n1,a\n2,b\n3,c\n", 0, 5),
        four(
            "another one with a title",
            table + "\nStaff of the year\nid,name\n1,a\n2,b\n3,c\n",
            0,
            6),
        four("rows too long are bad rows", table + "5,eve,6.5,7\n6,fay,7.5,8\n", 2, 0));
  }

  static Stream<Case> headers() {
    return Stream.of(
        new Case(
            "the same twice",
            "id,name,price\nid,name,price\n" + ROWS,
            List.of("id id", "name name", "price price"),
            FOUR,
            0,
            0),
        new Case(
            "a missing value that looks like a comment",
            "temp,hum,station\n12,30,A\n--,31,B\n14,32,C\n15,33,D\n",
            List.of("temp", "hum", "station"),
            List.of("12|30|A", "--|31|B", "14|32|C", "15|33|D"),
            0,
            0),
        new Case(
            "an error of a spreadsheet",
            "ratio,hum,station\n1.5,30,A\n#N/A,31,B\n#DIV/0!,31,E\n1.4,32,C\n1.5,33,D\n",
            List.of("ratio", "hum", "station"),
            List.of("1.5|30|A", "#N/A|31|B", "#DIV/0!|31|E", "1.4|32|C", "1.5|33|D"),
            0,
            0),
        new Case(
            "a row of words over values",
            "probe,temp,hum\np1,WARMUP,WARMUP\np1,20,50\np1,21,51\np1,22,52\np1,23,53\n",
            List.of("probe", "temp", "hum"),
            List.of("p1|WARMUP|WARMUP", "p1|20|50", "p1|21|51", "p1|22|52", "p1|23|53"),
            0,
            0),
        new Case(
            "a quoted field behind a delimiter without its blank",
            "id, name\n1, Anna\n2, Bob\n3,\"Lee, Eve\"\n4, Tom\n5, Joe\n6, Sue\n",
            List.of("id", " name"),
            List.of("1| Anna", "2| Bob", "3|Lee, Eve", "4| Tom", "5| Joe", "6| Sue"),
            0,
            0),
        new Case(
            "units below",
            "id,name,price\n(no),,(EUR)\n" + ROWS,
            List.of("id (no)", "name", "price (EUR)"),
            FOUR,
            0,
            0),
        new Case(
            "missing values below",
            "id,name,price\nN/A,ann,N/A\n" + ROWS,
            NAMES,
            List.of("N/A|ann|N/A", "1|ann|2.5", "2|bob|3.5", "3|cyd|4.5", "4|dan|5.5"),
            0,
            0),
        new Case(
            "a text among values below",
            "id,name,price\n0,eve,free\n" + ROWS,
            NAMES,
            List.of("0|eve|free", "1|ann|2.5", "2|bob|3.5", "3|cyd|4.5", "4|dan|5.5"),
            0,
            0),
        four("a delimiter too many", "id,name,price,\n" + ROWS, 0, 0),
        four("a delimiter too many within", "id,,name,price\n" + ROWS, 0, 0),
        new Case(
            "a delimiter too few",
            "id,nameprice\n" + ROWS,
            List.of("id", "nameprice", "column3"),
            FOUR,
            0,
            0),
        new Case(
            "a stray quote",
            "id,\"name,price\n" + ROWS,
            List.of("id", "\"name", "price"),
            FOUR,
            0,
            0),
        new Case(
            "rows with a delimiter at their end",
            "id,name,price\n1,ann,2.5,\n2,bob,3.5,\n3,cyd,4.5,\n",
            List.of("id", "name", "price", "column4"),
            List.of("1|ann|2.5|", "2|bob|3.5|", "3|cyd|4.5|"),
            0,
            0));
  }

  @ParameterizedTest
  @MethodSource({"preambles", "footers", "tables", "headers"})
  void the_table_is_found(Case one) throws IOException {
    FoundTable found = FoundTable.of(folder.resolve("t.csv"), one.text, Options.defaults());
    assertThat(found.names()).as(found.inspection().dialect().evidence()).isEqualTo(one.names);
    assertThat(found.rows()).isEqualTo(one.rows);
    assertThat(found.rejected()).as("rejected").isEqualTo(one.rejected);
    assertThat(found.skipped()).as("skipped").isEqualTo(one.skipped);
  }

  @ParameterizedTest
  @MethodSource({"preambles", "footers", "tables", "headers"})
  void also_with_other_line_endings(Case one) throws IOException {
    for (String ending : List.of("\r\n", "\r")) {
      FoundTable found =
          FoundTable.of(
              folder.resolve("t.csv"), one.text.replace("\n", ending), Options.defaults());
      assertThat(found.names()).isEqualTo(one.names);
      assertThat(found.rows()).isEqualTo(one.rows);
      assertThat(found.rejected() + found.skipped()).isEqualTo(one.rejected + one.skipped);
    }
  }

  @Test
  void what_stands_beside_the_table_is_kept_with_its_lines() throws IOException {
    String text =
        "Prices\n\nid,name,price\n" + ROWS + "\nSource: we\nid,name\n1,a\n2,b\n3,c\n4,d\n";
    Dialect dialect =
        FoundTable.of(folder.resolve("t.csv"), text, Options.defaults()).inspection().dialect();
    assertThat(dialect.extent().asides())
        .containsExactly(
            new Aside(Aside.Kind.PREAMBLE, 1, 2, "Prices\n\n"),
            new Aside(Aside.Kind.FOOTER, 9, 1, "Source: we\n"),
            new Aside(Aside.Kind.TABLE, 10, 5, "id,name\n1,a\n2,b\n3,c\n4,d\n"));
    assertThat(dialect.evidence())
        .contains("Lines 1 to 2 are a preamble.")
        .contains("Line 9 is a footer.")
        .contains("Lines 10 to 14 are a further table.");
  }
}
