package dev.doge.samples.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.samples.audit.Unreadable.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private static final Path ROOT = Path.of("/jars");

    private static List<String> lines(List<PackageCycle> cycles, List<Unreadable> unreadable) {
        Report report = new Report(ROOT, new Totals(2, 0, 3), List.of(), List.of(), List.of(), cycles, unreadable);
        return Summary.of(report, "jars").lines().toList();
    }

    @Test
    void a_ring_longer_than_a_line_is_told_by_its_length() {
        List<String> ring = IntStream.range(0, 300).mapToObj(i -> "p" + i).toList();

        assertThat(lines(
                        List.of(
                                new PackageCycle(ROOT.resolve("long.jar"), ring, 400),
                                new PackageCycle(ROOT.resolve("short.jar"), List.of("a", "b"), 2)),
                        List.of()))
                .contains(
                        "         long.jar  400 packages, such as a ring of 300",
                        "         short.jar  2 packages, such as a -> b -> a");
    }

    @Test
    void what_cannot_be_read_is_told_with_its_class_if_it_is_one() {
        assertThat(lines(
                        List.of(),
                        List.of(
                                new Unreadable(Kind.JAR, ROOT.resolve("a.jar"), "", "zip file is empty"),
                                new Unreadable(Kind.CLASS, ROOT.resolve("b.jar"), "b/B.class", "damaged: eof"))))
                .contains("         a.jar: zip file is empty", "         b.jar  b/B.class: damaged: eof");
    }

    @Test
    void names_neither_move_the_cursor_nor_turn_the_text_around() {
        assertThat(Report.printable("a\u001b[2J\n\u009b2J\u202eraj.\u0000b")).isEqualTo("a?[2J??2J?raj.?b");
    }
}
