package dev.doge.samples.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program in a virtual machine of its own. */
@Timeout(60)
class ProcessTest {
    @TempDir
    private Path folder;

    private Path out;
    private Path err;

    @BeforeEach
    void nameOutput() {
        out = folder.resolve("out");
        err = folder.resolve("err");
    }

    private int run(String locale, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ClasspathAudit.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("LC_ALL", locale);
        return builder.start().waitFor();
    }

    @Test
    void jars_are_read_in_a_locale_that_has_no_word_for_their_names() throws Exception {
        Path root = Files.createDirectory(folder.resolve("jars"));
        new Planted(root)
                .jar("gr\u00fc\u00dfe/\u4e16\u754c.jar")
                .with(52, "acme/A")
                .write();

        int code = run(
                "C",
                "--root",
                root.toString(),
                "--out",
                folder.resolve("page.html").toString());

        assertThat(code).isZero();
        assertThat(Files.readAllLines(out, UTF_8)).first().isEqualTo("audited 1 jars, 1 classes in " + root);
        assertThat(err).isEmptyFile();
    }

    @Test
    void what_cannot_be_audited_ends_with_exit_code_2() throws Exception {
        assertThat(run("C", "--root", folder.resolve("absent").toString())).isEqualTo(2);

        assertThat(out).isEmptyFile();
        assertThat(Files.readAllLines(err, UTF_8))
                .containsExactly("classpath-audit: no such directory: " + folder.resolve("absent"));
    }
}
