package dev.doge.processor.citizen;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.processor.testing.Compile;
import dev.doge.processor.testing.Compiler;
import dev.doge.processor.testing.GraphUnderTest;
import dev.doge.processor.testing.OnBothCompilers;
import dev.doge.processor.testing.Runs;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;

@Tag("3.2")
class LargeGraphTest {
    private static final int TASKS = 2_000;

    @OnBothCompilers
    void two_thousand_tasks_in_one_class_compile_and_run(Compiler compiler) {
        String tasks = IntStream.range(1, TASKS)
                .mapToObj(i -> "@Task int t" + i + "(int t" + (i - 1) + ", @DependsOn(\"t" + i / 2
                        + "\") int half) { return t" + (i - 1) + " + 1; }\n")
                .collect(joining());
        String source =
                "package shop; import dev.doge.annotations.*; class Shop {\n@Task int t0(@Input int start) { return start; }\n"
                        + tasks.replace("(int t0, @DependsOn(\"t0\") int half)", "(int t0)") + "}";

        GraphUnderTest graph =
                Compile.with(compiler).sources(source).strict().run().graph("shop.ShopGraph");

        assertThat(graph.requestMethods()).hasSize(TASKS);
        assertThat(Runs.run(graph.request(graph.ofNew(), "t" + (TASKS - 1), 1))).isEqualTo(TASKS);
    }
}
