package dev.doge.samples.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.runtime.DogeExecutor;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is a finding, and what is like one. */
@Timeout(60)
class FindingsTest {
    @TempDir
    private Path root;

    private Planted planted;

    @BeforeEach
    void plantHere() {
        planted = new Planted(root);
    }

    private Report audit() {
        try (DogeExecutor doge = DogeExecutor.create()) {
            return doge.run(AuditGraph.of(new Audit()).report(root));
        }
    }

    @Test
    void a_class_with_the_same_bytes_in_two_artifacts_is_no_conflict_but_splits_its_package() {
        planted.jar("org/acme/one/1/one-1.jar").with(52, "acme/A").write();
        planted.jar("org/acme/two/1/two-1.jar").with(52, "acme/A").with(52, "B").write();

        assertThat(audit().conflicts()).isEmpty();
        assertThat(audit().splitPackages())
                .containsExactly(new SplitPackage("acme", List.of("org.acme:one", "org.acme:two")));
    }

    @Test
    void what_one_of_two_versions_shares_with_another_artifact_conflicts_by_the_other_version() {
        planted.jar("org/acme/one/1/one-1.jar").with(52, "acme/A").write();
        planted.jar("org/acme/one/2/one-2.jar").with(61, "acme/A").write();
        planted.jar("org/acme/two/1/two-1.jar").with(52, "acme/A").write();

        assertThat(audit().conflicts())
                .containsExactly(new ClassConflict("acme/A.class", List.of("org.acme:one", "org.acme:two")));
    }

    @Test
    void what_is_for_a_later_java_is_compared_with_its_like_only() {
        planted.jar("org/acme/one/1/one-1.jar")
                .with(52, "acme/A")
                .with("META-INF/versions/11/acme/A.class", Planted.type(55, "acme/A"))
                .with("META-INF/versions/17/acme/A.class", Planted.type(61, "acme/A"))
                .write();
        planted.jar("org/acme/two/1/two-1.jar")
                .with(52, "acme/A")
                .with("META-INF/versions/17/acme/A.class", Planted.type(61, "acme/A", "java/util/List"))
                .write();

        Report report = audit();

        assertThat(report.conflicts())
                .extracting(ClassConflict::entry)
                .containsExactly("META-INF/versions/17/acme/A.class");
        assertThat(report.splitPackages()).extracting(SplitPackage::name).containsExactly("acme");
        assertThat(report.bytecodeLevels())
                .containsExactly(new BytecodeLevel(52, 2, 2), new BytecodeLevel(55, 1, 0), new BytecodeLevel(61, 2, 0));
    }

    @Test
    void a_class_that_cannot_be_read_is_compared_with_nothing() {
        byte[] huge = new byte[(16 << 20) + 1];
        planted.jar("org/acme/one/1/one-1.jar").with("acme/A.class", huge).write();
        planted.jar("org/acme/two/1/two-1.jar").with(52, "acme/A").write();

        assertThat(audit().conflicts()).isEmpty();
        assertThat(audit().unreadable())
                .singleElement()
                .satisfies(found -> assertThat(found.why()).isEqualTo("larger than 16 MB"));
    }

    @Test
    void pom_properties_tell_the_artifact_where_the_path_does_not() {
        byte[] properties = "groupId=org.acme\nartifactId=tool\n".getBytes(UTF_8);
        for (String version : List.of("a", "b")) {
            planted.jar("lib/tool-" + version + ".jar")
                    .with("META-INF/maven/org.acme/tool/pom.properties", properties)
                    .with(version.equals("a") ? 52 : 61, "acme/A")
                    .write();
        }

        assertThat(audit().conflicts()).isEmpty();
    }

    @Test
    void jars_that_nothing_tells_the_artifact_of_are_compared_by_their_paths() {
        planted.jar("lib/a.jar").with(52, "acme/A").write();
        planted.jar("other/a.jar").with(61, "acme/A").write();

        assertThat(audit().conflicts())
                .containsExactly(new ClassConflict("acme/A.class", List.of("lib/a.jar", "other/a.jar")));
    }

    @Test
    void the_shortest_ring_stands_for_packages_that_reach_each_other() {
        planted.jar("rings.jar")
                .with(52, "a/A", "b/B")
                .with(52, "b/B", "c/C")
                .with(52, "c/C", "a/A", "d/D")
                .with(52, "d/D", "c/C")
                .with(52, "e/E", "a/A")
                .with(52, "x/X", "y/Y")
                .with(52, "y/Y", "x/X", "java/lang/String")
                .write();

        Path jar = root.resolve("rings.jar");
        assertThat(audit().packageCycles())
                .containsExactly(
                        new PackageCycle(jar, List.of("c", "d"), 4), new PackageCycle(jar, List.of("x", "y"), 2));
    }

    @Test
    void a_ring_that_only_two_jars_together_close_is_none() {
        planted.jar("a.jar").with(52, "a/A", "b/B").write();
        planted.jar("b.jar").with(52, "b/B", "a/A").write();

        assertThat(audit().packageCycles()).isEmpty();
    }
}
