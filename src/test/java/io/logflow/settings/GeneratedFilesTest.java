package io.logflow.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The files that come from {@code config/defaults.yaml} and the table of keys are up to date. */
class GeneratedFilesTest {
  private static final Path PROJECT =
      Path.of(System.getProperty("basedir", System.getProperty("user.dir")));
  private static final String COMMAND = "mvn test -Dtest=GeneratedFilesTest -Dlogflow.update=true";

  @Test
  void the_schema_for_editors_is_up_to_date() throws IOException {
    check("config/schema.json", EditorSchema.text());
  }

  @Test
  void the_reference_page_is_up_to_date() throws IOException {
    check("docs/guide/configuration.md", ReferencePage.text());
  }

  private static void check(String name, String text) throws IOException {
    Path file = PROJECT.resolve(name);
    if (Boolean.getBoolean("logflow.update")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    }
    assertThat(Files.readString(file))
        .as("%s is out of date; run: %s", name, COMMAND)
        .isEqualTo(text);
  }

  @Test
  void every_setting_has_a_default_and_a_comment_in_the_order_of_the_table() {
    DefaultsFile defaults = new DefaultsFile();

    assertThat(defaults.entries().keySet()).containsExactlyElementsOf(Keys.names());
    assertThat(defaults.entries().values()).allMatch(entry -> entry.comment().endsWith("."));
  }

  private static boolean accepts(String yaml) throws IOException {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(EditorSchema.text());
    Object document = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    JsonNode node = new ObjectMapper().valueToTree(document);
    return schema.validate(node).isEmpty();
  }

  @Test
  void the_schema_accepts_the_defaults() throws IOException {
    assertThat(accepts(Defaults.text())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "conversion:",
        "conversion: {quoted_empty: null, header: true, null_values: [NULL, 1, x]}",
        "conversion: {max_rejects: 1%, types: {zip: VARCHAR}, compression_level: 3}",
        "engine: {memory_limit: 4GiB, threads: 2}",
        "profiles: {erp: {case_id: OrderID, compression: zstd, conversion.types.zip: VARCHAR}}",
        "profiles: {a: {engine: avro}, b: {engine: {threads: 1}}, c: {}}",
      })
  void the_schema_accepts_what_the_loader_accepts(String yaml) throws IOException {
    assertThat(accepts(yaml)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "compression: zstd",
        "conversion: {compresion: zstd}",
        "conversion: {compression: brotli}",
        "conversion: {null_values: NA}",
        "engine: {threads: -1}",
        "engine: {memory_limit: lots}",
        "version: 2",
        "profiles: {a: {storage: {database: x}}}",
      })
  void the_schema_refuses_what_the_loader_refuses(String yaml) throws IOException {
    assertThat(accepts(yaml)).isFalse();
  }
}
