package dev.doge.samples.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.runtime.DogeExecutor;
import dev.doge.samples.audit.Unreadable.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AuditTest {
    @TempDir
    private Path root;

    private Report audit() {
        return audit(new Audit());
    }

    private Report audit(Audit audit) {
        try (DogeExecutor doge = DogeExecutor.create()) {
            return doge.run(AuditGraph.of(audit).report(root));
        }
    }

    /** Counts how often each jar is read. */
    private static final class Counting extends Audit {
        private final Map<Path, Integer> digests = new ConcurrentHashMap<>();
        private final Map<Path, Integer> facts = new ConcurrentHashMap<>();

        @Override
        Digest digest(Path jar) throws IOException {
            digests.merge(jar, 1, Integer::sum);
            return super.digest(jar);
        }

        @Override
        JarFacts facts(Path jar, Digest digest) throws IOException {
            facts.merge(jar, 1, Integer::sum);
            return super.facts(jar, digest);
        }
    }

    @Test
    void each_planted_finding_is_found_exactly_once() {
        Planted.oneOfEach(root);

        Report report = audit();

        assertThat(report.totals()).isEqualTo(new Totals(6, 0, 12));
        assertThat(report.conflicts())
                .containsExactly(new ClassConflict("acme/Differs.class", List.of("org.acme:one", "org.acme:two")));
        assertThat(report.splitPackages())
                .containsExactly(new SplitPackage("acme", List.of("org.acme:one", "org.acme:two")));
        assertThat(report.packageCycles())
                .containsExactly(new PackageCycle(
                        root.resolve("org/acme/ring/1/ring-1.jar"), List.of("ring.a", "ring.b", "ring.c"), 3));
        assertThat(report.unreadable(Kind.JAR)).singleElement().satisfies(jar -> {
            assertThat(report.shown(jar.path())).isEqualTo("org/acme/broken/1/broken-1.jar");
            assertThat(jar.why()).isNotBlank().doesNotContain("\n", root.toString());
        });
        assertThat(report.unreadable(Kind.CLASS))
                .containsExactly(new Unreadable(
                        Kind.CLASS,
                        root.resolve("org/acme/damaged/1/damaged-1.jar"),
                        "damaged/Class.class",
                        "does not begin as a class file does"));
        assertThat(report.unreadable()).hasSize(2);
        assertThat(report.bytecodeLevels())
                .containsExactly(new BytecodeLevel(52, 8, 3), new BytecodeLevel(53, 2, 0), new BytecodeLevel(61, 1, 1));
    }

    @Test
    void each_jar_is_read_once_however_many_findings_use_it() {
        Planted.oneOfEach(root);
        Counting audit = new Counting();

        audit(audit);

        assertThat(audit.digests)
                .hasSize(6)
                .allSatisfy((jar, count) -> assertThat(count).isEqualTo(1));
        assertThat(audit.facts)
                .hasSize(6)
                .allSatisfy((jar, count) -> assertThat(count).isEqualTo(1));
    }

    @Test
    void two_audits_of_the_same_jars_are_equal() {
        Planted.oneOfEach(root);

        assertThat(audit()).isEqualTo(audit());
    }

    @Test
    void a_jar_that_may_not_be_read_is_named_with_the_reason() {
        Planted.oneOfEach(root);
        Path secret = root.resolve("org/acme/two/2.0/two-2.0.jar");

        Report report = audit(new Audit() {
            @Override
            Digest digest(Path jar) throws IOException {
                if (jar.equals(secret)) { // a test as root may read everything
                    throw new AccessDeniedException(jar.toString());
                }
                return super.digest(jar);
            }
        });

        assertThat(report.totals()).isEqualTo(new Totals(6, 0, 10));
        assertThat(report.unreadable(Kind.JAR)).contains(new Unreadable(Kind.JAR, secret, "", "permission denied"));
        assertThat(report.conflicts()).isEmpty();
    }

    @Test
    void a_directory_that_may_not_be_entered_is_named_with_the_reason() {
        Planted.oneOfEach(root);
        Unreadable closed = new Unreadable(Kind.DIRECTORY, root.resolve("closed"), "", "permission denied");

        Report report = audit(new Audit() {
            @Override
            Listing listing(Path root) throws IOException {
                return new Listing(super.listing(root).jars(), List.of(closed));
            }
        });

        assertThat(report.totals().jars()).isEqualTo(6);
        assertThat(report.unreadable()).contains(closed);
    }

    @Test
    void jars_are_the_regular_files_of_that_name_and_no_links_or_folders() throws IOException {
        Planted planted = Planted.oneOfEach(root);
        Files.createSymbolicLink(root.resolve("loop"), root);
        Files.createSymbolicLink(root.resolve("again.jar"), root.resolve("org/acme/two/2.0/two-2.0.jar"));
        Files.createSymbolicLink(root.resolve("dangling.jar"), root.resolve("absent"));
        planted.jar("folder.jar/inside.jar").with(52, "inside/A").write();
        planted.file("a.JAR", new byte[0]);

        assertThat(audit().totals().jars()).isEqualTo(7);
    }

    @Test
    void copies_of_a_jar_are_counted() {
        Planted planted = new Planted(root);
        for (String name : List.of("a.jar", "b.jar", "c.jar")) {
            planted.jar(name).with(52, "acme/A").write();
        }

        Report report = audit();

        assertThat(report.totals()).isEqualTo(new Totals(3, 2, 3));
        assertThat(report.conflicts()).isEmpty();
    }
}
