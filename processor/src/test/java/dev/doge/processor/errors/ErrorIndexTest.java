package dev.doge.processor.errors;

import static java.util.stream.Collectors.joining;

import dev.doge.processor.testing.Golden;
import org.junit.jupiter.api.Test;

/** The table of contents of the pages is made of the pages. */
class ErrorIndexTest {
    private static final String HEAD = """
            # Diagnostics

            What Doge says while javac runs, one page per id: a wrong example, the message it gives, and the corrected example. The tests
            compile both on javac and on ECJ, and compare the message. Ids are stable; texts may improve.

            A warning can be silenced with `@SuppressWarnings("DOGEnnn")` at its place.

            | id | what |
            |---|---|
            """;

    @Test
    void index_lists_the_pages() {
        String rows = ErrorPage.all().stream()
                .map(page -> "| [" + page.id() + "](" + page.id() + ".md) | " + page.title() + " |\n")
                .collect(joining());

        Golden.check(ErrorPage.folder().resolve("README.md"), HEAD + rows);
    }
}
