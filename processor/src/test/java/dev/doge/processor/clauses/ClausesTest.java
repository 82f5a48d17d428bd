package dev.doge.processor.clauses;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.doge.processor.testing.Golden;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every clause of the contract is held by tests that have been seen to fail without it, or is said to be open. */
class ClausesTest {
    private static final Path CHECKOUT = Path.of("..");
    private static final Path WRITTEN = Path.of("src", "test", "resources", "clauses.properties");
    private static final Pattern NUMBER = Pattern.compile("[BRC]\\d+");
    private static final List<String> IDS = Stream.of(numbers("R", 24), numbers("B", 14), numbers("C", 9))
            .flatMap(List::stream)
            .toList();

    private final Map<String, List<String>> tests = TaggedTests.below(CHECKOUT).stream()
            .filter(tagged -> NUMBER.matcher(tagged.tag()).matches())
            .collect(groupingBy(TaggedTests.Tagged::tag, mapping(TaggedTests.Tagged::test, toList())));
    private final Properties written = written();
    private final List<Clause> clauses =
            IDS.stream().map(id -> Clause.of(id, written)).toList();

    ClausesTest() throws IOException {}

    private static List<String> numbers(String letter, int last) {
        return IntStream.rangeClosed(1, last).mapToObj(i -> letter + i).toList();
    }

    private static Properties written() throws IOException {
        Properties written = new Properties();
        try (Reader reader = Files.newBufferedReader(WRITTEN)) {
            written.load(reader);
        }
        return written;
    }

    @Test
    void each_clause_says_something_and_is_open_or_held() {
        assertThat(clauses).allSatisfy(clause -> {
            assertThat(clause.says()).as("%s = what it says", clause.id()).isNotEmpty();
            if (clause.isThere()) {
                assertThat(clause.breaks())
                        .as("%s.break.1 = what was changed => the tests that failed", clause.id())
                        .isNotEmpty();
            }
        });
    }

    @Test
    void what_failed_in_a_break_is_a_test_of_that_clause() {
        assertThat(clauses)
                .allSatisfy(clause -> assertThat(clause.breaks())
                        .flatExtracting(Clause.Break::tests)
                        .isSubsetOf(tests.getOrDefault(clause.id(), List.of())));
    }

    @Test
    void tags_are_clauses_and_so_is_what_is_written() {
        assertThat(tests.keySet()).isSubsetOf(IDS);
        assertThat(written.stringPropertyNames())
                .allSatisfy(name -> assertThat(IDS).contains(name.replaceFirst("\\.(open|break\\.\\d+)$", "")));
        assertThat(clauses.stream().mapToInt(clause -> clause.breaks().size()).sum())
                .as("breaks are counted from 1, without gaps")
                .isEqualTo(written.stringPropertyNames().stream()
                        .filter(name -> name.contains(".break."))
                        .count());
    }

    @Test
    void the_page_says_what_tags_and_breaks_say() {
        Golden.check(CHECKOUT.resolve(Path.of("docs", "clauses.md")), ClausePage.of(clauses, tests));
    }

    @Test
    void a_clause_that_is_neither_open_nor_broken_is_claimed_without_proof() {
        Properties none = new Properties();
        none.setProperty("R1", "shared");
        assertThat(Clause.of("R1", none).isThere()).isTrue();
        none.setProperty("R1.open", "later");
        assertThat(Clause.of("R1", none).isThere()).isFalse();
        none.setProperty("R1.break.1", "left out the join => ATest.a, BTest.b");
        assertThat(Clause.of("R1", none).isThere()).isTrue();
        assertThat(Clause.of("R1", none).isHeldBy("BTest.b")).isTrue();
        none.setProperty("R1.break.2", "and no arrow");
        assertThatThrownBy(() -> Clause.of("R1", none)).hasMessageContaining("and no arrow");
    }
}
