package dev.doge.samples.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArtifactTest {
    private static String artifact(String root, String jar, String... poms) {
        Path path = Path.of(root, jar);
        JarFacts facts = new JarFacts(path, Digest.UNKNOWN, List.of(poms), List.of(), Map.of());
        return String.valueOf(Artifact.of(Path.of(root), List.of(facts)).get(path));
    }

    @ParameterizedTest
    @CsvSource({
        "org/acme/tool/1.0/tool-1.0.jar, org.acme:tool",
        "org/acme/tool/1.0/tool-1.0-tests.jar, org.acme:tool",
        "tool/tool/1.0/tool-1.0.jar, tool:tool",
        "org/acme/tool/1.0-SNAPSHOT/tool-1.0-SNAPSHOT.jar, org.acme:tool",
        "org/acme/tool/1.0-SNAPSHOT/tool-1.0-20250101.120000-1.jar, org.acme:tool",
        "org/Acme/Tool/1.0/Tool-1.0.jar, org.Acme:Tool",
        "org/acme/tool/1/tool-10.jar, org/acme/tool/1/tool-10.jar",
        "org/acme/tool/1.0/other-1.0.jar, org/acme/tool/1.0/other-1.0.jar",
        "tool/1.0/tool-1.0.jar, tool/1.0/tool-1.0.jar",
        "tool-1.0.jar, tool-1.0.jar",
    })
    void the_path_tells_the_artifact_if_it_is_a_repositorys(String jar, String artifact) {
        assertThat(artifact("/some/folder", jar)).isEqualTo(artifact);
    }

    @Test
    void the_group_begins_where_the_users_repository_does_wherever_the_root_is() {
        assertThat(artifact("/home/ada", ".m2/repository/org/acme/tool/1.0/tool-1.0.jar"))
                .isEqualTo("org.acme:tool");
        assertThat(artifact("/home/ada/.m2/repository/org/acme", "tool/1.0/tool-1.0.jar"))
                .isEqualTo("org.acme:tool");
    }

    @Test
    void of_several_pom_properties_the_one_that_the_file_is_named_after_counts() {
        assertThat(artifact("/lib", "tool-core-1.0.jar", "org.acme:tool", "org.acme:tool-core", "com.other:shaded"))
                .isEqualTo("org.acme:tool-core");
        assertThat(artifact("/lib", "bundle.jar", "org.acme:tool", "com.other:shaded"))
                .isEqualTo("bundle.jar");
        assertThat(artifact("/lib", "renamed.jar", "org.acme:tool")).isEqualTo("org.acme:tool");
    }

    @Test
    void the_path_goes_before_pom_properties() {
        assertThat(artifact("/m2", "org/acme/tool/1.0/tool-1.0.jar", "com.other:shaded"))
                .isEqualTo("org.acme:tool");
    }
}
