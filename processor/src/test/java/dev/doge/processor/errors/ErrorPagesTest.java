package dev.doge.processor.errors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.processor.testing.Compile;
import dev.doge.processor.testing.Compiled;
import dev.doge.processor.testing.Compiler;
import dev.doge.processor.testing.Golden;
import dev.doge.processor.testing.Reported;
import dev.doge.processor.testing.Runs;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compiles the examples of every page of {@code docs/errors}. With {@code -Ddoge.goldens=update} the messages in the pages are replaced by
 * what javac now reports, and the test fails, so that nobody leaves the flag on.
 */
@Tag("3.1")
class ErrorPagesTest {
    private static final String VERSION = "\\b\\d+\\.\\d+\\.\\d+(?:-SNAPSHOT)?\\b";

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("pagesOnCompilers")
    void wrong_example_gives_just_its_message_at_the_marked_line(ErrorPage page, Compiler compiler) {
        Compiled compiled =
                SpecialCase.of(page).apply(page.wrong().with(compiler)).run();

        assertThat(compiled.ours()).as(compiled::toString).hasSize(1);
        Reported reported = compiled.ours().get(0);
        assertThat(reported.id()).as(compiled::toString).isEqualTo(page.id());
        assertThat(compiled.allErrors()).as(compiled::toString).allMatch(Reported::isOurs);
        assertThat(compiled.printed()).isEmpty();
        if (compiler == Compiler.JAVAC) {
            assertThat(compiled.reported().stream().filter(Reported::isWarning))
                    .as(compiled::toString)
                    .allMatch(Reported::isOurs);
        }
        assertThat(place(reported)).as(compiled::toString).isEqualTo(page.place(compiler));
        String message = reported.message().replaceAll(VERSION, "VERSION").replace(compiled.root() + "/", "");
        if (Golden.updating() && !message.equals(page.message())) {
            page.update(message);
        }
        assertThat(message).isEqualTo(page.message());
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("pagesOnCompilers")
    void corrected_example_compiles_silently_and_runs(ErrorPage page, Compiler compiler) {
        Compile compile = page.corrected().with(compiler).strict();
        Compiled compiled = compile.run().silently();

        for (String path : compiled.generated().keySet()) {
            if (path.endsWith("Graph.java")) {
                String name = path.replace('/', '.').substring(0, path.length() - ".java".length());
                Runs.everyRequest(compiled.graph(name));
            }
        }
    }

    private static String place(Reported reported) {
        String kind = reported.isWarning() ? "warning" : reported.kind().name().toLowerCase(Locale.ROOT);
        return kind + " " + reported.file() + ":" + (reported.file().isEmpty() ? -1 : reported.line());
    }

    private static Stream<Arguments> pagesOnCompilers() {
        return ErrorPage.all().stream()
                .flatMap(page -> Stream.of(Compiler.values()).map(compiler -> Arguments.of(page, compiler)));
    }
}
