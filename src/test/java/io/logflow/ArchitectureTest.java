package io.logflow;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.logflow.duck.DuckFactory;
import io.logflow.job.SeesTooMuch;
import java.sql.DriverManager;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the directions between the rooms, and where each library may be used. */
class ArchitectureTest {
  private static final JavaClasses PRODUCTION =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.logflow");

  /** The rooms from bottom to top; those of one floor do not see one another. */
  private static final List<Set<String>> FLOORS =
      List.of(
          Set.of("job"),
          Set.of("store", "settings", "plugin"),
          Set.of("format", "duck", "parquet"),
          Set.of("scan"),
          Set.of("engine"),
          Set.of("http", "tuning", "publish"),
          Set.of("flow", "client"));

  /** Which rooms may use a library; any other may not. */
  private static final Map<String, Set<String>> LIBRARIES =
      Map.ofEntries(
          Map.entry("org.apache.camel", Set.of("flow", "http")),
          Map.entry("org.duckdb", Set.of("duck", "engine")),
          Map.entry("org.apache.parquet", Set.of("parquet", "engine")),
          Map.entry("org.apache.avro", Set.of("parquet", "engine")),
          Map.entry("com.github.luben.zstd", Set.of("format", "parquet")),
          Map.entry("org.apache.commons.compress", Set.of("format")),
          Map.entry("org.apache.hadoop", Set.of("parquet", "engine")),
          Map.entry("org.sqlite", Set.of("store")),
          Map.entry("org.apache.ibatis", Set.of("store")),
          Map.entry("com.zaxxer", Set.of("store")),
          Map.entry("picocli", Set.of("cli")),
          Map.entry("java.util.logging", Set.of("cli")));

  static Stream<ArchRule> directions() {
    return FLOORS.stream()
        .flatMap(floor -> floor.stream().map(room -> seesOnlyWhatIsBelow(room, floor)));
  }

  static Stream<ArchRule> libraries() {
    return LIBRARIES.entrySet().stream()
        .map(library -> isUsedOnlyIn(library.getKey(), library.getValue()));
  }

  @ParameterizedTest
  @MethodSource("directions")
  void a_room_sees_only_the_floors_below(ArchRule rule) {
    rule.check(PRODUCTION);
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void a_library_is_used_only_in_its_rooms(ArchRule rule) {
    rule.check(PRODUCTION);
  }

  @Test
  void every_room_is_named_in_these_rules() {
    classes()
        .should()
        .resideInAnyPackage(
            Stream.concat(
                    Stream.of("io.logflow", "io.logflow.cli.."),
                    FLOORS.stream().flatMap(Set::stream).map(ArchitectureTest::inside))
                .toArray(String[]::new))
        .check(PRODUCTION);
  }

  @Test
  void the_door_for_programs_does_not_see_the_command_line() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.logflow.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.logflow.cli..")
        .check(PRODUCTION);
  }

  @Test
  void rooms_form_no_cycle() {
    slices().matching("io.logflow.(*)..").should().beFreeOfCycles().check(PRODUCTION);
  }

  @Test
  void only_the_command_line_prints() {
    noClasses()
        .that(not(resideInAPackage("io.logflow.cli..")))
        .should(UseOf.standardStreams())
        .orShould(UseOf.stackTracePrinting())
        .check(PRODUCTION);
  }

  @Test
  void only_the_command_line_ends_the_process() {
    noClasses()
        .that(not(resideInAPackage("io.logflow.cli..")))
        .should()
        .callMethod(System.class, "exit", int.class)
        .check(PRODUCTION);
  }

  /** Times are kept as milliseconds and named in UTC, so that a change of summer time is none. */
  @Test
  void only_what_a_reader_is_shown_is_in_the_time_zone_of_the_machine() {
    noClasses()
        .that(not(resideInAPackage("io.logflow.cli")))
        .should()
        .callMethod(ZoneId.class, "systemDefault")
        .orShould()
        .callMethod(TimeZone.class, "getDefault")
        .orShould()
        .callMethod(LocalDateTime.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(ZonedDateTime.class, "now")
        .check(PRODUCTION);
  }

  @Test
  void every_class_that_is_built_is_looked_at() {
    assertThat(PRODUCTION.size()).isEqualTo(UseOf.productionClasses().size());
  }

  @Test
  void only_one_class_names_duckdb() {
    assertThat(UseOf.text("jdbc:duckdb"))
        .as("classes that hold the text jdbc:duckdb")
        .containsExactly("io.logflow.duck.DuckFactory");
  }

  @Test
  void only_one_class_opens_duckdb() {
    opensDuckDbInOnePlace().check(PRODUCTION);
  }

  @Test
  void tests_do_not_sleep() {
    JavaClasses tests =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
            .importPackages("io.logflow");
    noClasses().should(UseOf.sleeping()).check(tests);
  }

  @Test
  void the_rules_bite() {
    JavaClasses guilty = new ClassFileImporter().importClasses(SeesTooMuch.class);
    List<ArchRule> broken =
        List.of(
            seesOnlyWhatIsBelow("job", FLOORS.get(0)),
            isUsedOnlyIn("picocli", Set.of("cli")),
            noClasses().should(UseOf.standardStreams()),
            opensDuckDbInOnePlace());
    assertThat(broken).allMatch(rule -> rule.evaluate(guilty).hasViolation());
  }

  private static ArchRule opensDuckDbInOnePlace() {
    return noClasses()
        .that(not(type(DuckFactory.class)))
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(DuckDBDriver.class, DriverManager.class);
  }

  private static ArchRule seesOnlyWhatIsBelow(String room, Set<String> floor) {
    String[] above =
        FLOORS.stream()
            .skip(FLOORS.indexOf(floor))
            .flatMap(Set::stream)
            .filter(other -> !other.equals(room))
            .map(ArchitectureTest::inside)
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(inside(room))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(above)
                .or(resideInAnyPackage("io.logflow", "io.logflow.cli.."))
                .as("are of the same floor, of one above, or of the doors"))
        .as(room + " sees only the floors below it")
        .allowEmptyShould(true);
  }

  private static ArchRule isUsedOnlyIn(String library, Set<String> rooms) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(
            rooms.stream().map(ArchitectureTest::inside).toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library + "..")
        .as(library + " is used only in " + rooms);
  }

  private static String inside(String room) {
    return "io.logflow." + room + "..";
  }
}
