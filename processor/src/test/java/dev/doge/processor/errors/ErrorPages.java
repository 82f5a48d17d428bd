package dev.doge.processor.errors;

import dev.doge.processor.testing.Compile;
import dev.doge.processor.testing.Compiler;
import java.util.List;

/** The pages of diagnostics, for tests that are not about them. */
public final class ErrorPages {
    private ErrorPages() {}

    /** Returns the wrong example of a diagnostic, ready to be compiled; none if it has no page. */
    public static List<Compile> wrong(String id) {
        return ErrorPage.all().stream()
                .filter(page -> page.id().equals(id))
                .map(page -> SpecialCase.of(page).apply(page.wrong().with(Compiler.JAVAC)))
                .toList();
    }
}
