package dev.doge.processor.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.processor.testing.Compile;
import dev.doge.processor.testing.Compiled;
import dev.doge.processor.testing.Compiler;
import dev.doge.processor.testing.Golden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people will read: the generated class and the reports of exemplary graphs, beside their sources. */
@Tag("3.2")
@Tag("3.3")
class GeneratedCodeTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");
    private static final Pattern PRIVATE_METHOD =
            Pattern.compile("(?ms)^ +private static void define\\w*\\(.*?^ {2,4}}");

    @ParameterizedTest
    @ValueSource(strings = {"Greeter", "Storefront", "Outer"})
    void of_exemplary_graphs(String name) {
        Compiled compiled = Compile.with(Compiler.JAVAC)
                .sources(read(GOLDEN.resolve(name).resolve(name + ".java.txt")))
                .strict()
                .run()
                .succeeded();

        compiled.generated().forEach((path, text) -> {
            assertReadable(text);
            Golden.check(name + "/" + fileName(path) + ".txt", text);
        });
        compiled.resources().forEach((path, text) -> Golden.check(name + "/" + fileName(path), text));
        assertThat(Compile.with(Compiler.ECJ)
                        .sources(read(GOLDEN.resolve(name).resolve(name + ".java.txt")))
                        .run()
                        .generated())
                .isEqualTo(compiled.generated());
    }

    private static void assertReadable(String text) {
        assertThat(text)
                .doesNotContain("$")
                .doesNotContain("@SuppressWarnings(\"unchecked")
                .doesNotContain("java.lang.reflect")
                .doesNotContain("\t")
                .doesNotContain(" \n")
                .endsWith("}\n")
                .doesNotContainPattern("\\b20\\d\\d-\\d\\d");
        Matcher define = PRIVATE_METHOD.matcher(text);
        while (define.find()) {
            assertThat(define.group().split("plan\\.(value|stage|action|asyncAction)", -1).length - 1)
                    .isLessThanOrEqualTo(25);
        }
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
