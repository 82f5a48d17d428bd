package dev.doge.processor.citizen;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.processor.testing.Compile;
import dev.doge.processor.testing.Compiled;
import dev.doge.processor.testing.Compiler;
import dev.doge.processor.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people will read: all that is written for exemplary graphs, one golden a graph, beside its source. */
@Tag("3.2")
@Tag("3.3")
class GeneratedCodeTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");
    private static final Pattern DATE = Pattern.compile("\\b20\\d\\d-\\d\\d");

    @ParameterizedTest
    @ValueSource(strings = {"Greeter", "Storefront", "Outer"})
    void of_exemplary_graphs(String name) throws IOException {
        String source = Files.readString(GOLDEN.resolve(name + ".java.txt"));
        Map<String, String> javac = written(
                Compile.with(Compiler.JAVAC).sources(source).strict().run().succeeded());
        Map<String, String> ecj =
                written(Compile.with(Compiler.ECJ).sources(source).run().succeeded());

        assertThat(ecj).isEqualTo(javac);
        Golden.check(
                name + ".written.txt",
                javac.entrySet().stream()
                        .map(file -> "==== " + file.getKey() + "\n\n" + file.getValue())
                        .collect(joining("\n")));
    }

    private static Map<String, String> written(Compiled compiled) {
        Map<String, String> files = new TreeMap<>(compiled.resources());
        compiled.generated().forEach((path, text) -> {
            assertThat(text)
                    .doesNotContain("$", "\t", " \n", "java.lang.reflect")
                    .doesNotContainPattern(DATE)
                    .endsWith("}\n");
            files.put(path, text);
        });
        return files;
    }
}
