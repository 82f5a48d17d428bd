package dev.doge.processor.errors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.processor.model.Id;
import dev.doge.processor.testing.Compiler;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The catalogue in the processor and the pages agree; {@link ErrorIndexTest} holds the index, {@link ErrorPagesTest} the messages. */
class CatalogueTest {
    @Test
    void every_id_has_a_page_and_every_page_an_id() {
        assertThat(ErrorPage.all())
                .extracting(ErrorPage::id)
                .containsExactlyElementsOf(
                        Arrays.stream(Id.values()).map(Id::toString).sorted().toList());
    }

    @ParameterizedTest
    @EnumSource
    void the_page_marks_what_the_catalogue_says(Id id) {
        ErrorPage page = ErrorPage.all().stream()
                .filter(candidate -> candidate.id().equals(id.toString()))
                .findFirst()
                .orElseThrow();

        assertThat(page.file()).hasFileName(id + ".md");
        assertThat(page.message()).startsWith("[" + id + "] ");
        for (Compiler compiler : Compiler.values()) {
            assertThat(page.place(compiler)).startsWith(id.severity().name().toLowerCase(Locale.ROOT) + " ");
        }
    }
}
