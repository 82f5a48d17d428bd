package dev.doge.samples.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.runtime.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ClasspathAuditTest {
    @TempDir
    private Path folder;

    private Path root;
    private Path page;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void plant() throws IOException {
        folder = folder.toRealPath();
        root = Files.createDirectories(folder.resolve("jars with spaces"));
        page = folder.resolve("made/on the way/page.html");
        Planted.oneOfEach(root);
        Files.createDirectories(folder.resolve("empty/within"));
        Files.writeString(folder.resolve("file"), "");
    }

    private int run(Map<String, String> properties, String... arguments) {
        return ClasspathAudit.run(
                new Audit(),
                List.of(arguments),
                properties,
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
    }

    private int run(String... arguments) {
        return run(Map.of("user.home", folder.toString(), "audit.report", page.toString()), arguments);
    }

    private List<String> said() {
        return out.toString(UTF_8).lines().toList();
    }

    @Test
    void the_program_says_what_it_audited_what_it_found_and_where_the_report_is() throws IOException {
        assertThat(run("--root", root.toString())).isZero();

        assertThat(said().get(0)).isEqualTo("audited 6 jars, 12 classes in " + root);
        assertThat(said())
                .contains(
                        "      1  classes that differ between artifacts",
                        "      1  packages split over artifacts",
                        "         acme  in org.acme:one, org.acme:two",
                        "      1  package cycles within a jar",
                        "      1  jars that cannot be read",
                        "      1  classes that cannot be read")
                .anyMatch(line -> line.strip().startsWith("org/acme/broken/1/broken-1.jar"))
                .endsWith("report: " + page);
        assertThat(Files.readString(page)).contains("acme/Differs.class");
        assertThat(err.size()).isZero();
    }

    @Test
    void main_runs_the_program_and_returns() {
        PrintStream console = System.out;
        System.setOut(new PrintStream(out, true, UTF_8));
        try {
            ClasspathAudit.main(new String[] {"--root=" + root, "--out=" + page});
        } finally {
            System.setOut(console);
        }

        assertThat(said()).startsWith("audited 6 jars, 12 classes in " + root).endsWith("report: " + page);
        assertThat(page).isNotEmptyFile();
    }

    @Test
    void the_default_is_what_the_build_says_then_mavens_property_then_the_users_repository() throws IOException {
        Path users = Files.createDirectories(folder.resolve(".m2/repository"));
        Files.copy(root.resolve("org/acme/ring/1/ring-1.jar"), users.resolve("a.jar"));
        Map<String, String> home = Map.of("user.home", folder.toString(), "audit.report", page.toString());

        assertThat(run(home)).isZero();
        assertThat(said().get(0)).isEqualTo("audited 1 jars, 4 classes in " + users);

        out.reset();
        assertThat(run(Map.of("maven.repo.local", root.toString(), "audit.report", page.toString())))
                .isZero();
        assertThat(said().get(0)).isEqualTo("audited 6 jars, 12 classes in " + root);

        out.reset();
        assertThat(run(Map.of(
                        "audit.repository",
                        root.toString(),
                        "maven.repo.local",
                        "absent",
                        "audit.report",
                        page.toString())))
                .isZero();
        assertThat(said().get(0)).isEqualTo("audited 6 jars, 12 classes in " + root);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--root|absent",
                "--root|file",
                "--root|empty",
                "--root|bad\0path",
                "--root",
                "--root|--out",
                "--root=",
                "--out",
                "--out|empty|--root|jars with spaces",
                "--out|file/page.html|--root|jars with spaces",
                "--rot|x",
                "--ro\not",
                "stray",
            })
    void what_cannot_be_audited_is_one_line_and_exit_code_2(String line) {
        String[] arguments = line.split("\\|");
        for (int i = 1; i < arguments.length; i += 2) {
            if (!arguments[i].startsWith("-")) {
                arguments[i] = folder + "/" + arguments[i];
            }
        }

        assertThat(run(arguments)).isEqualTo(2);

        assertThat(err.toString(UTF_8).lines())
                .singleElement()
                .satisfies(
                        said -> assertThat(said).startsWith("classpath-audit: ").doesNotContain("Exception"));
        assertThat(out.size()).isZero();
        assertThat(page).doesNotExist();
    }

    @Test
    void a_missing_default_is_named() {
        assertThat(run()).isEqualTo(2);

        assertThat(err.toString(UTF_8).strip())
                .isEqualTo("classpath-audit: no such directory: " + folder + "/.m2/repository");
    }

    @Test
    void an_audit_that_breaks_off_is_one_line_and_exit_code_1() {
        Audit broken = new Audit() {
            @Override
            Totals totals(Map<Path, Outcome<JarFacts>> facts) {
                throw new IllegalStateException("no\nluck");
            }
        };

        int code = ClasspathAudit.run(
                broken,
                List.of("--root", root.toString()),
                Map.of("audit.report", page.toString()),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));

        assertThat(code).isEqualTo(1);
        assertThat(err.toString(UTF_8).lines())
                .singleElement()
                .satisfies(said -> assertThat(said).contains("totals", "no", "luck"));
    }

    @Test
    void help_is_not_an_error() {
        assertThat(run("--help")).isZero();

        assertThat(out.toString(UTF_8)).isEqualTo(Arguments.USAGE);
        assertThat(page).doesNotExist();
    }

    @Test
    void the_root_may_be_a_link() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), root);

        assertThat(run("--root", link.toString())).isZero();

        assertThat(said().get(0)).isEqualTo("audited 6 jars, 12 classes in " + link);
    }

    @Test
    void names_from_all_over_the_world_are_read_and_shown() throws IOException {
        Path world = Files.createDirectories(folder.resolve("grüße 世界"));
        new Planted(world).jar("ключ/🐕.jar").with(52, "acme/Ünï").write();
        new Planted(world).file("ключ/不.jar", new byte[0]);

        assertThat(run("--root", world.toString())).isZero();

        assertThat(said().get(0)).isEqualTo("audited 2 jars, 1 classes in " + world);
        assertThat(said()).anyMatch(line -> line.contains("ключ/不.jar"));
        assertThat(Files.readString(page)).contains("ключ/不.jar");
    }

    @Test
    void names_do_not_move_the_cursor() throws IOException {
        new Planted(root).file("a\u001b[2J\nb.jar", new byte[0]);

        assertThat(run("--root", root.toString())).isZero();

        assertThat(out.toString(UTF_8)).contains("a?[2J?b.jar").doesNotContain("\u001b");
    }
}
