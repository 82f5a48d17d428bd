package dev.doge.processor.errors;

import static java.util.stream.Collectors.joining;

import dev.doge.processor.testing.BreaksOff;
import dev.doge.processor.testing.Compile;
import dev.doge.processor.testing.SourceFile;
import dev.doge.processor.testing.Writes;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** What the wrong examples of some pages need besides their sources. */
final class SpecialCase {
    private static final Map<String, UnaryOperator<Compile>> CASES = Map.of(
            "DOGE092", compile -> compile.before(new Writes("shop.ShopGraph", "package shop; class ShopGraph {}")),
            "DOGE093", compile -> compile.replaceSources(List.of(SourceFile.of(tasks(20_000)))),
            "DOGE999", compile -> compile.inside(BreaksOff::whenASourceIsWritten));

    private SpecialCase() {}

    static UnaryOperator<Compile> of(ErrorPage page) {
        UnaryOperator<Compile> special = CASES.getOrDefault(page.id(), UnaryOperator.identity());
        if (page.isSpecial() != CASES.containsKey(page.id())) {
            throw new AssertionError(page + " should say \"Special case\" if and only if there is one");
        }
        return special;
    }

    private static String tasks(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "@Task String task" + i + "() { return null; }\n")
                .collect(joining("", "package shop;\n\nimport dev.doge.annotations.Task;\n\nclass Shop {\n", "}\n"));
    }
}
