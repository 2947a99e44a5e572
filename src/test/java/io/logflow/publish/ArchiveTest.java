package io.logflow.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.publish.Archive.Item;
import io.logflow.publish.Archive.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
  private static final String ID = "01hf7yat00aaaaaaaa12345678";
  @TempDir private Path folder;
  private final Archive archive = new Archive();

  private Path work(String content) throws IOException {
    return Files.writeString(folder.resolve("work-" + content), content);
  }

  private Item item(Path work, String name) {
    return new Item(
        ID,
        work,
        Optional.of(folder.resolve("done/deep")),
        name,
        Optional.empty(),
        Optional.empty());
  }

  private static Optional<String> report(String kind) {
    return Optional.of("{\"kind\":\"" + kind + "\",\"job_id\":\"" + ID + "\"}");
  }

  private Optional<Path> put(Item item) {
    Result result = archive.put(List.of(item));
    assertThat(result.failure()).isEmpty();
    return result.places().get(item.jobId());
  }

  @Test
  void an_input_gets_its_name_and_loses_its_place() throws IOException {
    Path work = work("a");

    assertThat(put(item(work, "a.csv"))).contains(folder.resolve("done/deep/a.csv"));
    assertThat(folder.resolve("done/deep/a.csv")).hasContent("a");
    assertThat(work).doesNotExist();
  }

  @Test
  void a_name_that_is_taken_is_left_to_its_file() throws IOException {
    put(item(work("a"), "a.csv.gz"));

    assertThat(put(item(work("b"), "a.csv.gz")))
        .contains(folder.resolve("done/deep/a-12345678.csv.gz"));
    assertThat(folder.resolve("done/deep/a.csv.gz")).hasContent("a");
    assertThat(folder.resolve("done/deep/a-12345678.csv.gz")).hasContent("b");
  }

  @Test
  void names_of_any_length_find_a_place() throws IOException {
    for (String name : List.of("x".repeat(255), "a." + "y".repeat(253), "z".repeat(251) + ".csv")) {
      put(item(work("a"), name));
      assertThat(put(item(work("b"), name)).orElseThrow()).hasContent("b");
    }
  }

  @Test
  void a_crash_between_the_two_names_changes_nothing() throws IOException {
    Path work = work("a");
    Path linked = Files.createDirectories(folder.resolve("done/deep")).resolve("a.csv");
    Files.createLink(linked, work);

    assertThat(put(item(work, "a.csv"))).contains(linked);
    assertThat(work).doesNotExist();
    assertThat(linked).hasContent("a");
  }

  @Test
  void a_report_stands_beside_a_failed_input_and_goes_with_it() throws IOException {
    Path failed = folder.resolve("failed");
    Item first =
        new Item(ID, work("a"), Optional.of(failed), "a.csv", report("x"), Optional.empty());
    Path there = put(first).orElseThrow();
    assertThat(failed.resolve("a.csv.error.json")).hasContent(report("x").orElseThrow());

    Item again = new Item(ID, there, Optional.of(failed), "a.csv", report("y"), Optional.empty());
    assertThat(put(again)).contains(there);
    assertThat(failed.resolve("a.csv.error.json")).hasContent(report("y").orElseThrow());

    put(item(there, "a.csv"));
    assertThat(failed).isEmptyDirectory();
  }

  @Test
  void an_input_without_a_folder_is_deleted_and_one_that_is_gone_is_no_failure()
      throws IOException {
    Path work = work("a");
    Item item = new Item(ID, work, Optional.empty(), "a.csv", Optional.empty(), Optional.empty());

    assertThat(put(item)).isEmpty();
    assertThat(work).doesNotExist();
    assertThat(put(item)).isEmpty();
    assertThat(put(item(work, "a.csv"))).isEmpty();
  }

  @Test
  void one_that_cannot_be_put_away_stops_no_other() throws IOException {
    Path impossible = folder.resolve("x".repeat(300));
    Path stuck = work("a");
    Item bad =
        new Item(
            "b" + ID, stuck, Optional.of(impossible), "a.csv", Optional.empty(), Optional.empty());
    Item good = item(work("b"), "b.csv");

    Result result = archive.put(List.of(bad, good));

    assertThat(result.failure()).isPresent();
    assertThat(result.places()).containsOnlyKeys(ID);
    assertThat(stuck).hasContent("a");
    assertThat(folder.resolve("done/deep/b.csv")).hasContent("b");
  }

  @Test
  void a_report_replaces_no_input_of_its_name_and_none_is_taken_for_it() throws IOException {
    Path failed = Files.createDirectories(folder.resolve("failed"));
    Path stranger = Files.writeString(failed.resolve("a.csv.error.json"), "{}");
    Item item =
        new Item(ID, work("a"), Optional.of(failed), "a.csv", report("x"), Optional.empty());

    Path there = put(item).orElseThrow();

    assertThat(stranger).hasContent("{}");
    assertThat(failed.resolve("a-12345678.csv.error.json")).hasContent(report("x").orElseThrow());
    put(item(there, "a.csv"));
    assertThat(failed.toFile().list()).containsExactly("a.csv.error.json");
  }

  @Test
  void a_file_with_the_name_of_a_folder_stays_and_the_folder_gets_another() throws IOException {
    Path file =
        Files.writeString(Files.createDirectory(folder.resolve("done")).resolve("deep"), "x");

    assertThat(put(item(work("a"), "a.csv"))).contains(folder.resolve("done/deep-12345678/a.csv"));
    assertThat(file).hasContent("x");
  }

  @Test
  void one_that_left_before_a_crash_is_found_where_it_went() throws IOException {
    Path gone = folder.resolve("work");
    Path done = Files.createDirectories(folder.resolve("done/deep"));
    Files.writeString(done.resolve("a.csv"), "abc");
    // As sha256sum prints it.
    String abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    assertThat(put(known(gone, new FileContent(3, Optional.of(abc)))))
        .contains(done.resolve("a.csv"));
    assertThat(put(known(gone, new FileContent(3, Optional.of("00"))))).isEmpty();
    assertThat(put(known(gone, new FileContent(4, Optional.empty())))).isEmpty();
  }

  private Item known(Path work, FileContent content) {
    return new Item(
        ID,
        work,
        Optional.of(folder.resolve("done/deep")),
        "a.csv",
        Optional.empty(),
        Optional.of(content));
  }
}
