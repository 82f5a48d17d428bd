package dev.doge.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.processor.errors.ErrorPages;
import dev.doge.processor.testing.Compile;
import dev.doge.processor.testing.Compiler;
import dev.doge.processor.testing.Reported;
import dev.doge.processor.testing.Sources;
import dev.doge.processor.validate.RuleFilter;
import dev.doge.processor.validate.RulesModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule of the roster is needed: without it, some page's wrong example no longer gives its message. */
class RosterTest {
    private static final Pattern ID = Pattern.compile("Id\\.(DOGE\\d{3})");

    private static final String RATE =
            "@Task String currency() { return \"EUR\"; } @Task double rate(@Input String base) { return 1; }\n";

    /** What is wrong in a way that the page of its diagnostic does not show. */
    private static final Map<String, String> BESIDE_PAGES = Map.of(
            "BindingsAreWritten",
            RATE + "@Task int x(@DependsOn(value = \"rate\", with = \"base\") double rate) { return 1; }",
            "BindingsFit",
            RATE + "@Task int x(@DependsOn(value = \"rate\", with = \"bas = currency\") double rate) { return 1; }");

    static Stream<String> rules() {
        return Arrays.stream(RulesModule.class.getDeclaredMethods())
                .filter(method -> method.getName().equals("roster"))
                .map(Method::getParameterTypes)
                .flatMap(Arrays::stream)
                .filter(type -> type != RuleFilter.class)
                .map(Class::getSimpleName)
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void no_rule_can_be_left_out(String rule) {
        List<String> ids = ids(rule);

        assertThat(ids).as("diagnostics of " + rule).isNotEmpty();
        assertThat(ids).as("of these one is no longer given without " + rule).anyMatch(id -> isMissed(id, rule));
    }

    private static boolean isMissed(String id, String rule) {
        String beside = BESIDE_PAGES.get(rule);
        if (beside == null) {
            return !ErrorPages.wrong(id).isEmpty()
                    && ErrorPages.wrong(id).stream().noneMatch(example -> gives(without(rule, example), id));
        }
        Compile example = Compile.with(Compiler.JAVAC).sources(Sources.shop(beside));
        return gives(example, id) && !gives(without(rule, example), id);
    }

    private static Compile without(String rule, Compile example) {
        return example.processedBy(() -> new DogeProcessor(name -> !name.equals(rule)));
    }

    private static boolean gives(Compile example, String id) {
        return example.run().ours().stream().map(Reported::id).anyMatch(id::equals);
    }

    /** Returns the diagnostics that a rule gives, as its source has them. */
    private static List<String> ids(String rule) {
        Path source = Path.of("src/main/java/dev/doge/processor/validate").resolve(rule + ".java");
        try {
            return ID.matcher(Files.readString(source))
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .distinct()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
