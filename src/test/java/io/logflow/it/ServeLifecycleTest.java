package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A version of the interface that is to be left says so (RFC 9745, RFC 8594). */
class ServeLifecycleTest {
  @TempDir private Path root;

  @Test
  void a_deprecated_version_tells_since_when_until_when_and_where_to_read_on() throws Exception {
    Map<String, Object> flags =
        Map.of(
            "v1_deprecated", "2026-11-01",
            "v1_sunset", "2027-11-01",
            "v1_guide", "https://docs.example/v2");
    try (ServiceRig rig = new ServiceRig(root, flags)) {
      HttpHeaders well = rig.get("/api/v1/jobs").headers();
      HttpHeaders badly = rig.get("/api/v1/job/none").headers();
      HttpHeaders made = rig.post("/api/v1/upload", "a\n1\n").headers();

      for (HttpHeaders headers : new HttpHeaders[] {well, badly, made}) {
        // date -u -d 2026-11-01 +%s
        assertThat(headers.allValues("Deprecation")).containsExactly("@1793491200");
        assertThat(headers.allValues("Sunset")).containsExactly("Mon, 01 Nov 2027 00:00:00 GMT");
        assertThat(headers.allValues("Link"))
            .containsExactly("<https://docs.example/v2>; rel=\"deprecation\"; type=\"text/html\"");
      }
      assertThat(rig.get("/api/health").headers().firstValue("Deprecation")).isEmpty();
    }
  }

  @Test
  void others_say_nothing() throws Exception {
    try (ServiceRig rig = new ServiceRig(root, Map.of())) {
      assertThat(rig.get("/api/v1/jobs").headers().map())
          .doesNotContainKeys("deprecation", "sunset", "link");
    }
  }
}
