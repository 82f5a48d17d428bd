package dev.doge.processor.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.processor.testing.Compile;
import dev.doge.processor.testing.Compiled;
import dev.doge.processor.testing.Compiler;
import dev.doge.processor.testing.Reported;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The first screen of the README is true: the example compiles, yields the class that is shown, and errs as it is said to. */
class ReadmeTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\w*\\n(.*?)^```$");

    private final List<String> blocks;

    ReadmeTest() throws IOException {
        blocks = BLOCK.matcher(Files.readString(Path.of("..", "README.md")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    @Test
    void the_example_yields_the_class_that_is_shown() {
        Compiled compiled = Compile.compile(Compiler.JAVAC, blocks.get(0)).succeeded();

        List<String> generated = String.valueOf(compiled.generated().get("shop/StorefrontGraph.java"))
                .lines()
                .toList();
        assertThat(blocks.get(1).lines().filter(line -> !line.isBlank())).isSubsetOf(generated);
    }

    @Test
    void the_mistake_gives_the_error_that_is_shown() {
        String wrong =
                blocks.get(0).replace("User user(@Input long userId)", "User user(@Input long userId, Page page)");

        Compiled compiled = Compile.compile(Compiler.JAVAC, wrong);

        assertThat(compiled.allErrors()).hasSize(1);
        Reported error = compiled.allErrors().get(0);
        List<String> shown = blocks.get(2).lines().toList();
        String source = wrong.lines().skip(error.line() - 1).findFirst().orElseThrow();
        assertThat(shown.get(0)).startsWith("Storefront.java:" + error.line() + ": error: [DOGE003] ");
        assertThat(shown.get(1)).isEqualTo(source);
        assertThat(shown.get(2)).isEqualTo(" ".repeat((int) error.column() - 1) + "^");
        assertThat(error.message().lines().skip(1)).containsExactlyElementsOf(shown.subList(3, shown.size()));
    }
}
