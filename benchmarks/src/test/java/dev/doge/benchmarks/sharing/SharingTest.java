package dev.doge.benchmarks.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the guide says of shared work is what the program prints. */
class SharingTest {
    private static final Path PAGE = Path.of("..", "docs", "guide", "sharing-compared.md");

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void the_page_shows_what_the_program_prints_and_Doge_keeps_all() throws Exception {
        Map<Scenario, Map<Contender, Seen>> seen = Sharing.run();

        assertThat(seen)
                .allSatisfy((scenario, row) -> assertThat(
                                Objects.requireNonNull(row.get(Contender.DOGE)).mark())
                        .as(scenario.promise())
                        .isEqualTo(Seen.Mark.KEPT));
        String page = Files.readString(PAGE);
        if ("update".equals(System.getProperty("doge.goldens"))) {
            Files.writeString(PAGE, Page.replaced(page, new Page(seen).toMarkdown()));
        }
        assertThat(Page.printed(page)).isEqualTo(new Page(seen).toMarkdown());
    }
}
