package dev.doge.samples.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.runtime.DogeExecutor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ClasspathAuditTest {
    @TempDir
    private Path folder;

    private Path root;
    private Planted planted;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectories(folder.resolve("jars with spaces ü"));
        planted = new Planted(root);
    }

    private Report audit() {
        return audit(new Audit());
    }

    private Report audit(Audit audit) {
        try (DogeExecutor doge = DogeExecutor.create()) {
            return doge.run(AuditGraph.of(audit).report(root));
        }
    }

    private int run(String... arguments) {
        return ClasspathAudit.run(
                new Audit(),
                List.of(arguments),
                Map.of(
                        "user.home",
                        folder.toString(),
                        "audit.report",
                        folder.resolve("page.html").toString()),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
    }

    /** One instance of every finding, and much beside it that is none. */
    private void plantOneOfEach() {
        planted.jar("org/acme/one/1.0/one-1.0.jar")
                .with(52, "acme/Same")
                .with(52, "acme/Differs", "java/util/List")
                .with("module-info.class", Planted.type(53, "module-info"))
                .write();
        planted.jar("org/acme/one/1.1/one-1.1.jar")
                .with(52, "acme/Same", "java/util/Map")
                .with(52, "acme/Differs", "java/util/Set")
                .write();
        planted.jar("org/acme/two/2.0/two-2.0.jar")
                .with(61, "acme/Differs", "java/util/Map")
                .with("module-info.class", Planted.type(53, "module-info", "x/Y"))
                .write();
        planted.jar("org/acme/ring/1/ring-1.jar")
                .with(52, "ring/a/A", "ring/b/B")
                .with(52, "ring/b/B", "ring/c/C")
                .with(52, "ring/c/C", "ring/a/A")
                .with(52, "ring/d/D", "ring/a/A")
                .write();
        planted.file("org/acme/broken/1/broken-1.jar", "PK no jar at all".getBytes(UTF_8));
        planted.jar("org/acme/damaged/1/damaged-1.jar")
                .with("damaged/Class.class", "no class".getBytes(UTF_8))
                .write();
        planted.file("org/acme/notes.txt", "no jar".getBytes(UTF_8));
    }

    @Test
    void each_planted_finding_is_found_exactly_once() {
        plantOneOfEach();

        Report report = audit();

        assertThat(report.totals()).isEqualTo(new Totals(6, 12));
        assertThat(report.conflicts())
                .containsExactly(new ClassConflict("acme/Differs.class", List.of("org.acme:one", "org.acme:two")));
        assertThat(report.splitPackages())
                .containsExactly(new SplitPackage("acme", List.of("org.acme:one", "org.acme:two")));
        assertThat(report.packageCycles())
                .containsExactly(new PackageCycle(
                        root.resolve("org/acme/ring/1/ring-1.jar"), List.of("ring.a", "ring.b", "ring.c"), 3));
        assertThat(report.unreadable())
                .filteredOn(Unreadable::isJar)
                .singleElement()
                .satisfies(jar -> {
                    assertThat(report.shown(jar.jar())).isEqualTo("org/acme/broken/1/broken-1.jar");
                    assertThat(jar.why()).isNotBlank().doesNotContain("\n");
                });
        assertThat(report.unreadable())
                .filteredOn(found -> !found.isJar())
                .containsExactly(new Unreadable(
                        root.resolve("org/acme/damaged/1/damaged-1.jar"),
                        "damaged/Class.class",
                        "does not begin as a class file does"));
        assertThat(report.bytecodeLevels())
                .contains(new BytecodeLevel(52, 8, 3), new BytecodeLevel(61, 1, 1), new BytecodeLevel(53, 2, 0));
    }

    @Test
    void each_jar_is_read_once_however_many_findings_use_it() {
        plantOneOfEach();
        Map<Path, Integer> reads = new ConcurrentHashMap<>();

        audit(new Audit() {
            @Override
            JarFacts facts(Path jar, Digest digest) throws IOException {
                reads.merge(jar, 1, Integer::sum);
                return super.facts(jar, digest);
            }
        });

        assertThat(reads)
                .hasSize(6)
                .allSatisfy((jar, count) -> assertThat(count).isEqualTo(1));
    }

    @Test
    void what_is_for_a_later_java_is_compared_apart() {
        planted.jar("org/acme/one/1/one-1.jar")
                .with("META-INF/versions/11/acme/A.class", Planted.type(55, "acme/A"))
                .with(52, "acme/A")
                .write();
        planted.jar("org/acme/two/1/two-1.jar")
                .with("META-INF/versions/17/acme/A.class", Planted.type(61, "acme/A"))
                .with(52, "acme/A")
                .write();

        assertThat(audit().conflicts()).isEmpty();
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
    void the_page_is_the_same_for_the_same_jars_and_escapes_what_it_shows() throws IOException {
        planted.jar("<script>alert(1)</script>&.jar")
                .with("a\"b<i>.class", new byte[] {1})
                .write();
        plantOneOfEach();

        String first = HtmlReport.of(audit());

        assertThat(HtmlReport.of(audit())).isEqualTo(first);
        assertThat(first)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;&amp;.jar", "a&quot;b&lt;i&gt;.class")
                .doesNotContain("<script>alert", root.toString());
    }

    @Test
    void the_program_says_what_it_audited_and_where_the_page_is() throws IOException {
        plantOneOfEach();

        assertThat(run("--root", root.toString())).isZero();

        assertThat(out.toString(UTF_8)).startsWith("audited 6 jars, 12 classes in " + root + "\n");
        assertThat(out.toString(UTF_8)).endsWith("report: " + folder.resolve("page.html") + System.lineSeparator());
        assertThat(Files.readString(folder.resolve("page.html"))).contains("acme/Differs.class");
        assertThat(err.size()).isZero();
    }

    @Test
    void what_cannot_be_audited_is_one_line_and_exit_code_2() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        for (String[] arguments : new String[][] {
            {"--root", folder.resolve("absent").toString()},
            {"--root", root.toString()},
            {"--root", file.toString()},
            {"--root"},
            {"--rot", "x"},
            {"stray"},
        }) {
            err.reset();
            assertThat(run(arguments)).as(String.join(" ", arguments)).isEqualTo(2);
            assertThat(err.toString(UTF_8).lines())
                    .as(String.join(" ", arguments))
                    .hasSize(1);
            assertThat(out.size()).isZero();
        }
    }

    @Test
    void links_are_not_followed() throws IOException {
        plantOneOfEach();
        Files.createSymbolicLink(root.resolve("loop"), root);
        Files.createSymbolicLink(root.resolve("again.jar"), root.resolve("org/acme/two/2.0/two-2.0.jar"));
        Files.createDirectory(root.resolve("folder.jar"));

        assertThat(audit().totals().jars()).isEqualTo(6);
    }
}
