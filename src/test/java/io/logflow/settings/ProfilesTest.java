package io.logflow.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logflow.job.Codec;
import io.logflow.job.ConfigurationException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfilesTest {
  @TempDir Path root;
  private SettingsRig rig;

  @BeforeEach
  void makeRig() {
    rig = new SettingsRig(root);
  }

  @Test
  void a_profile_holds_short_dotted_and_nested_names() {
    rig.user(
        """
        profiles:
          erp_sales:
            case_id: OrderID
            activity: Step
            timestamp: EventTime
            compression: zstd
            conversion.header: true
            conversion.types.zip: VARCHAR
            engine: avro
            plugins: {quality: {null_threshold: 0.25}}
        """);

    Settings settings = rig.loader().use("erp_sales").load();

    assertThat(settings.profile()).contains("erp_sales");
    assertThat(settings.get("plugins.process_mining.case_id")).isEqualTo("OrderID");
    assertThat(settings.get("plugins.process_mining.activity")).isEqualTo("Step");
    assertThat(settings.get("plugins.process_mining.timestamp")).isEqualTo("EventTime");
    assertThat(settings.get("plugins.quality.null_threshold")).isEqualTo(0.25);
    assertThat(settings.conversion().compression()).isEqualTo(Codec.ZSTD);
    assertThat(settings.conversion().header()).contains(true);
    assertThat(settings.conversion().types()).isEqualTo(Map.of("zip", "VARCHAR"));
    assertThat(settings.engine().defaultEngine()).isEqualTo("avro");
    assertThat(settings.origin("conversion.compression"))
        .hasToString("profile " + rig.userFile() + ":6");
    assertThat(settings.origin("conversion.types.zip").layer()).isEqualTo(Layer.PROFILE);
  }

  @Test
  void the_table_wins_over_the_folder_and_the_folder_over_the_configuration() {
    rig.user("profiles: {p: {compression: zstd, header: true}}").profile("p", "compression: gzip");
    SettingsLoader.Builder loader = rig.loader().use("p");

    assertThat(loader.load().conversion().compression()).isEqualTo(Codec.GZIP);
    assertThat(loader.load().conversion().header()).isEmpty();
    loader.storedProfiles(
        (database, name) ->
            Optional.of(Map.<String, Object>of("compression", "lz4"))
                .filter(it -> name.equals("p") && database.endsWith("logflow.db")));
    assertThat(loader.load().conversion().compression()).isEqualTo(Codec.LZ4);
    assertThat(loader.load().origin("conversion.compression"))
        .hasToString("profile p of the state database");
  }

  @Test
  void profiles_of_the_system_and_of_the_user_merge() {
    rig.system("profiles: {p: {compression: zstd, header: true}}");
    rig.user("profiles: {p: {compression: gzip}}");

    Settings settings = rig.loader().use("p").load();

    assertThat(settings.conversion().compression()).isEqualTo(Codec.GZIP);
    assertThat(settings.conversion().header()).contains(true);
    assertThat(rig.loader().build().fileProfiles()).containsOnlyKeys("p");
  }

  @Test
  void the_highest_layer_that_chooses_a_profile_wins() {
    rig.user("use: a\nprofiles: {a: {threads: 1}, b: {threads: 2}, c: {threads: 3}}");

    assertThat(rig.load().engine().threads()).isEqualTo(1);
    SettingsLoader.Builder loader = rig.loader().environment(Map.of("LOGFLOW_USE", "b"));
    assertThat(loader.load().engine().threads()).isEqualTo(2);
    assertThat(loader.use("c").load().engine().threads()).isEqualTo(3);
    assertThat(loader.requestedProfile(Optional.of("none")).load().profile()).isEmpty();
  }

  @Test
  void an_unknown_profile_names_the_nearest_one_and_who_asked() {
    rig.user("profiles: {erp_sales: {}}").project("# first\nuse: erp_sale\n");

    assertThatThrownBy(rig::load)
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(rig.projectFile() + ":2:1: there is no profile 'erp_sale'.")
        .extracting(failure -> ((ConfigurationException) failure).remedy())
        .isEqualTo("Did you mean erp_sales? Profiles are listed by: logflow profiles");
  }

  @Test
  void a_wrong_profile_is_refused_before_it_is_stored() {
    SettingsLoader loader = rig.loader().build();

    assertThat(loader.checkProfile("p", Map.of("compression", "zstd")).settings())
        .extracting(Setting::key)
        .containsExactly("conversion.compression");
    assertThatThrownBy(() -> loader.checkProfile("p", Map.of("compresion", "zstd")))
        .hasMessage("profile p of the state database: compresion is no setting.");
  }

  @Test
  void what_belongs_to_the_process_is_not_for_profiles() {
    rig.profile("p", "version: 1\nserver:\n  port: 9000\n");

    assertThatThrownBy(() -> rig.loader().use("p").load())
        .hasMessageContaining("p.yaml:3:3: server.port may not stand here.");
  }
}
