package dev.doge.processor.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.processor.testing.Compile;
import dev.doge.processor.testing.Compiler;
import dev.doge.processor.testing.GraphUnderTest;
import dev.doge.processor.testing.OnBothCompilers;
import dev.doge.processor.testing.Sources;
import org.junit.jupiter.api.Tag;

@Tag("key-order")
class KeyOrderTest {
    @OnBothCompilers
    void parameters_go_left_to_right_and_the_first_occurrence_wins(Compiler compiler) {
        GraphUnderTest graph = Compile.compile(compiler, Sources.shop("""
                @Task String ab(@Input int a, @Input long b) { return ""; }
                @Task String cb(@Input String c, @Input long b) { return ""; }
                @Task String one(String cb, @Input char d, String ab) { return ""; }
                @Task String two(@Input char d, String ab, String cb) { return ""; }
                @Task String three(String two, @Input boolean e, String one) { return ""; }
                """)).graph("shop.ShopGraph");

        assertThat(graph.keys())
                .containsEntry("ab", "int a, long b")
                .containsEntry("one", "String c, long b, char d, int a")
                .containsEntry("two", "char d, int a, long b, String c")
                .containsEntry("three", "char d, int a, long b, String c, boolean e");
    }

    @OnBothCompilers
    void a_fan_out_adds_its_source_and_then_its_target_without_the_bound_input(Compiler compiler) {
        GraphUnderTest graph = Compile.compile(compiler, Sources.shop("""
                @Task String price(@Input char currency, @Input String sku, @Input int percent) { return ""; }
                @Task List<String> skus(@Input long order) { return List.of(); }
                @Task String task(@Input boolean x, @DependsOn(value = "price", each = "skus", as = "sku") List<String> prices) { return ""; }
                @Task String input(@DependsOn(value = "price", each = "list", as = "sku") List<String> prices, @Input List<String> list) { return ""; }
                @Task String free(@DependsOn(value = "price", each = "skus", as = "sku") List<String> prices, String price) { return ""; }
                """)).graph("shop.ShopGraph");

        assertThat(graph.keys())
                .containsEntry("task", "boolean x, long order, char currency, int percent")
                .containsEntry("input", "List<String> list, char currency, int percent")
                .containsEntry("free", "long order, char currency, int percent, String sku");
    }

    @OnBothCompilers
    void order_only_predecessors_come_last(Compiler compiler) {
        GraphUnderTest graph = Compile.compile(compiler, Sources.shop("""
                @Task void first(@Input int a) {}
                @Task void second(@Input long b, @Input String c) {}
                @Task @DependsOn({"second", "first"}) String all(@Input String c, @Input char d) { return ""; }
                """)).graph("shop.ShopGraph");

        assertThat(graph.keys()).containsEntry("all", "String c, char d, long b, int a");
    }

    @OnBothCompilers
    void TaskGraph_pins_the_order(Compiler compiler) {
        GraphUnderTest graph = Compile.compile(compiler, Sources.file("""
                @TaskGraph(inputs = {"tenant", "user", "page"})
                class Shop {
                    @Task String a(@Input int page, @Input String user) { return ""; }
                    @Task String b(@Input String tenant, String a) { return ""; }
                    @Task String c(String a, @Input String tenant) { return ""; }
                }
                """)).graph("shop.ShopGraph");

        assertThat(graph.keys())
                .containsEntry("a", "String user, int page")
                .containsEntry("b", "String tenant, String user, int page")
                .containsEntry("c", "String tenant, String user, int page");
    }

    @OnBothCompilers
    void the_order_does_not_depend_on_where_tasks_are_declared(Compiler compiler) {
        GraphUnderTest graph = Compile.compile(compiler, Sources.shop("""
                @Task String top(String left, String right) { return ""; }
                @Task String right(@Input int r, String leaf) { return ""; }
                @Task String left(String leaf, @Input long l) { return ""; }
                @Task String leaf(@Input String z, @Input char y) { return ""; }
                """)).graph("shop.ShopGraph");

        assertThat(graph.keys()).containsEntry("top", "String z, char y, long l, int r");
    }
}
