package dev.doge.processor.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.processor.testing.Compile;
import dev.doge.processor.testing.Compiled;
import dev.doge.processor.testing.Compiler;
import dev.doge.processor.testing.Marked;
import dev.doge.processor.testing.OnBothCompilers;
import dev.doge.processor.testing.Reported;
import dev.doge.processor.testing.SourceFile;
import dev.doge.processor.testing.Sources;
import org.junit.jupiter.api.Tag;

@Tag("B14")
class CyclesTest {
    private static final String CHECKOUT = Sources.file("""
            class Checkout {
                record Tax(int percent) {}

                record Rates(int percent) {}

                @Task
                long price(Tax tax) {
                    return tax.percent();
                }

                @Task
                Tax tax(Rates rates) {
                    return new Tax(rates.percent());
                }

                @Task
                @DependsOn("price") // closes the cycle
                Rates rates() {
                    return new Rates(19);
                }
            """);

    private static final String MESSAGE = """
            [DOGE003] tasks form a cycle: price -> tax -> rates -> price
                price   needs  tax     Checkout.price(Tax tax)
                tax     needs  rates   Checkout.tax(Rates rates)
                rates   needs  price   @DependsOn("price") on Checkout.rates()      <- closes the cycle
              help: rates does not use the value of price; drop that @DependsOn""";

    @OnBothCompilers
    void a_cycle_of_three_is_one_error_at_the_closing_edge(Compiler compiler) {
        String source = CHECKOUT + "}\n";
        Compiled compiled = Compile.compile(compiler, source);

        assertThat(compiled.allErrors()).as(compiled::toString).hasSize(1);
        Reported error = compiled.allErrors().get(0);
        assertThat(error.message()).isEqualTo(MESSAGE);
        assertThat(error.file()).isEqualTo("Checkout.java");
        assertThat(error.line()).isEqualTo(SourceFile.of(source).lineOf("// closes the cycle"));
    }

    @OnBothCompilers
    void with_two_unrelated_mistakes_there_are_three_errors(Compiler compiler) {
        Compiled compiled = Marked.check(compiler, CHECKOUT.replace("// closes the cycle", "// DOGE003") + """
                @Task
                String user(@Input long userId) {
                    return "user " + userId;
                }

                @Task
                String greeting(Integer user) { // DOGE020
                    return "Hello " + user;
                }

                @Task
                String page(String greeting, String footer) { // DOGE002
                    return greeting + footer;
                }
            }
            """);

        assertThat(compiled.allErrors()).hasSize(3);
        assertThat(compiled.ours()).extracting(Reported::message).contains(MESSAGE);
    }

    @OnBothCompilers
    void what_needs_a_task_on_a_cycle_is_not_reported(Compiler compiler) {
        Marked.check(compiler, Sources.shop("""
                @Task String a(String b) { return b; }
                @Task String b(
                        String a) { // DOGE003
                    return a;
                }
                @Task String c(String a, @DependsOn("b") Integer x) { return a; }
                @Task String d(String c) { return c; }
                """));
    }

    @OnBothCompilers
    void a_task_that_needs_itself_is_a_cycle(Compiler compiler) {
        Compiled compiled = Marked.check(compiler, Sources.shop("@Task String a(String a) { return a; } // DOGE003"));

        assertThat(compiled.ours().get(0).message()).startsWith("[DOGE003] tasks form a cycle: a -> a\n");
    }

    @OnBothCompilers
    void each_component_is_one_error_with_its_shortest_ring(Compiler compiler) {
        Compiled compiled = Compile.compile(compiler, Sources.shop("""
                @Task String a(String b) { return ""; }
                @Task String b(String c) { return ""; }
                @Task String c(String d, String b) { return ""; }
                @Task String d(String a) { return ""; }
                @Task String x(String y) { return ""; }
                @Task String y(String x) { return ""; }
                """));

        assertThat(compiled.ours())
                .extracting(reported -> reported.message().lines().findFirst().orElseThrow())
                .containsExactlyInAnyOrder(
                        "[DOGE003] tasks form a cycle: b -> c -> b", "[DOGE003] tasks form a cycle: x -> y -> x");
    }

    @OnBothCompilers
    void an_unmarked_ring_through_each_is_a_cycle(Compiler compiler) {
        Compiled compiled = Marked.check(compiler, Sources.shop("""
                @Task List<String> children(@Input String node) { return List.of(); }
                @Task int size(@DependsOn(value = "size", each = "children", as = "node") List<Integer> sizes) { return 1; } // DOGE003
                """));

        assertThat(compiled.ours().get(0).message()).contains("recursive = true");
    }

    @OnBothCompilers
    void a_ring_through_a_source_of_each_is_a_cycle(Compiler compiler) {
        Marked.check(compiler, Sources.shop("""
                @Task String len(@Input String s) { return s; }
                @Task List<String> names(@DependsOn(value = "len", each = "names", as = "s") List<String> xs) { return xs; } // DOGE003
                """));
    }
}
