package dev.doge.processor.citizen;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.processor.testing.Compile;
import dev.doge.processor.testing.Compiled;
import dev.doge.processor.testing.Compiler;
import dev.doge.processor.testing.GraphUnderTest;
import dev.doge.processor.testing.OnBothCompilers;
import dev.doge.processor.testing.Reported;
import dev.doge.processor.testing.Runs;
import dev.doge.processor.testing.Sources;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;

/** What does not fit into a class file is said, and never generated; what fits compiles. Each was code that did not compile. */
@Tag("3.2")
class LimitsTest {
    private static String repeat(int count, String separator, IntFunction<String> text) {
        return IntStream.range(0, count).mapToObj(text).collect(joining(separator));
    }

    @OnBothCompilers
    void a_parameter_that_would_hide_a_constant_steps_aside_until_it_is_free(Compiler compiler) {
        GraphUnderTest graph = Compile.compile(compiler, Sources.shop("""
                @Task int plan(@Input int PLAN, @Input("PLAN_") String other) { return PLAN; }
                """)).graph("shop.ShopGraph");

        assertThat(Runs.run(graph.request(graph.ofNew(), "plan", 3, "x"))).isEqualTo(3);
    }

    @OnBothCompilers
    void a_key_with_more_inputs_than_a_method_has_parameters_is_refused(Compiler compiler) {
        Compiled compiled = Compile.compile(
                compiler,
                Sources.shop(
                        "@Task int a(" + repeat(100, ", ", i -> "@Input long a" + i) + ") { return 0; }\n@Task int b("
                                + repeat(30, ", ", i -> "@Input long b" + i) + ", int a) { return 0; }"));

        assertThat(compiled.allErrors()).extracting(Reported::id).containsExactly("DOGE093");
        assertThat(compiled.ours().get(0).message()).contains("request method of b");
    }

    @OnBothCompilers
    void long_lists_of_edges_are_spread_over_methods(Compiler compiler) {
        String all = repeat(500, ", ", i -> "\"t" + i + "\"");
        Compiled compiled = Compile.compile(
                compiler,
                Sources.shop(repeat(500, "\n", i -> "@Task static void t" + i + "() {}") + "\n"
                        + repeat(20, "\n", i -> "@Task @DependsOn({" + all + "}) static void all" + i + "() {}")));

        assertThat(compiled.graph("shop.ShopGraph").requestMethods()).hasSize(520);
    }

    @OnBothCompilers
    void inputs_count_towards_the_size_of_a_graph(Compiler compiler) {
        Compiled compiled = Compile.compile(
                compiler,
                Sources.shop(repeat(
                        2_000,
                        "\n",
                        i -> "@Task int t" + i + "(" + repeat(3, ", ", k -> "@Input int i" + i + "_" + k)
                                + ") { return 0; }")));

        assertThat(compiled.allErrors()).extracting(Reported::id).containsExactly("DOGE093");
    }

    @OnBothCompilers
    void an_inner_class_of_a_generic_one_is_generic(Compiler compiler) {
        Compiled compiled = Compile.compile(compiler, Sources.file("""
                class Outer<T> {
                    class Inner { @Task T a() { return null; } }
                    static class Nested { @Task String a() { return ""; } }
                }
                """)).succeeded();

        assertThat(compiled.ours()).extracting(Reported::id).containsExactly("DOGE018");
        assertThat(compiled.generated()).containsKey("shop/Outer_NestedGraph.java");
    }

    @OnBothCompilers
    void one_mistake_in_a_base_is_one_error(Compiler compiler) {
        Compiled compiled = Compile.compile(compiler, Sources.file("""
                class Base { @Task String a(String nowhere) { return ""; } }
                class Shop extends Base { @Task String b() { return ""; } }
                """));

        assertThat(compiled.allErrors()).hasSize(1);
    }

    @OnBothCompilers
    void nulls_of_a_fan_out_are_taken_by_nullable_elements_and_outcomes_only(Compiler compiler) {
        String tasks = """
                @Task @Nullable Integer f(@Input Integer n) { return null; }
                @Task List<Integer> nums() { return List.of(1); }
                @Task int a(@DependsOn(value = "f", each = "nums") List<%s> fs) { return 0; }
                """;

        assertThat(Compile.compile(compiler, Sources.shop(tasks.formatted("Integer")))
                        .ours())
                .extracting(Reported::id)
                .containsExactly("DOGE023");
        Compile.compile(compiler, Sources.shop(tasks.formatted("@Nullable Integer")))
                .succeeded();
        Compile.compile(compiler, Sources.shop(tasks.formatted("Outcome<Integer>")))
                .succeeded();
    }

    @OnBothCompilers
    void a_source_of_elements_is_not_null(Compiler compiler) {
        assertThat(Compile.compile(compiler, Sources.shop("""
                        @Task int f(@Input Integer n) { return 1; }
                        @Task @Nullable List<Integer> nums() { return null; }
                        @Task int a(@DependsOn(value = "f", each = "nums") List<Integer> fs) { return 0; }
                        """)).ours())
                .extracting(Reported::id)
                .containsExactly("DOGE023");
    }

    @OnBothCompilers
    void reports_are_in_UTF_8_whatever_the_sources_are_in(Compiler compiler) {
        Compiled compiled = Compile.with(compiler)
                .sources(Sources.shop("@Task(description = \"\\u00fc\") String a() { return \"\"; }"))
                .options("-encoding", "ISO-8859-1")
                .run()
                .succeeded();

        assertThat(compiled.resources().get("META-INF/doge/shop.ShopGraph.json"))
                .contains("\u00fc");
    }
}
