package dev.doge.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Table.Drawn DRAWN = new Table.Drawn("tasks", "run");

    @Test
    void tables_are_found_between_lines_of_text_and_take_the_last_one_before_them() {
        List<Table> tables = Table.of("growth", DRAWN, """
                WARNING: what a JVM says
                nanoseconds a task

                | tasks | run |
                |---|---|
                | 10 | 2.5 |
                | 1,000 |  |

                | what |
                |---|
                the rest
                """);

        assertThat(tables)
                .containsExactly(
                        new Table(
                                "growth",
                                "nanoseconds a task",
                                DRAWN,
                                List.of("tasks", "run"),
                                List.of(List.of("10", "2.5"), List.of("1,000", ""))),
                        new Table("growth", "", DRAWN, List.of("what"), List.of()));
    }

    @Test
    void a_text_without_tables_has_none() {
        assertThat(Table.of("growth", DRAWN, "")).isEmpty();
        assertThat(Table.of("growth", DRAWN, "nothing\n")).isEmpty();
    }

    @Test
    void a_table_is_written_as_it_was_read() {
        String markdown = "| tasks | run |\n|---|---|\n| 10 | 2.5 |";

        assertThat(Table.of("growth", DRAWN, markdown))
                .singleElement()
                .extracting(Table::toMarkdown)
                .isEqualTo(markdown);
    }

    @Test
    void tables_of_one_program_are_reported_under_one_heading() {
        Table table = new Table("growth", "bytes", DRAWN, List.of("tasks"), List.of(List.of("10")));

        assertThat(new Report("tables", List.of(), List.of(table, table), List.of()).toMarkdown())
                .isEqualTo("""
                        # tables

                        ## growth

                        bytes

                        | tasks |
                        |---|
                        | 10 |

                        bytes

                        | tasks |
                        |---|
                        | 10 |
                        """);
    }
}
