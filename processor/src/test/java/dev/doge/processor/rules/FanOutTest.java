package dev.doge.processor.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.processor.testing.Compile;
import dev.doge.processor.testing.Compiler;
import dev.doge.processor.testing.GraphUnderTest;
import dev.doge.processor.testing.Marked;
import dev.doge.processor.testing.OnBothCompilers;
import dev.doge.processor.testing.Runs;
import dev.doge.processor.testing.Sources;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;

@Tag("B5")
class FanOutTest {
    @OnBothCompilers
    void runs_the_target_once_per_element_in_source_order(Compiler compiler) {
        GraphUnderTest graph =
                Compile.with(compiler).sources(Sources.shop("""
                @Task String price(@Input String sku, @Input int percent) { return sku + percent; }
                @Task List<String> list(@Input List<String> skus, @DependsOn(value = "price", each = "skus", as = "sku") List<String> xs) { return xs; }
                @Task String coll(@DependsOn(value = "price", each = "skus", as = "sku") Collection<String> xs, @Input List<String> skus) { return "" + xs; }
                @Task String iter(@DependsOn(value = "price", each = "skus", as = "sku") Iterable<String> xs, @Input List<String> skus) { return "" + xs; }
                @Task Map<String, String> map(@DependsOn(value = "price", each = "skus", as = "sku") Map<String, String> xs, @Input List<String> skus) { return xs; }
                """)).run().graph("shop.ShopGraph");
        Object shop = graph.ofNew();
        List<String> skus = List.of("b", "a", "b");

        assertThat(graph.keys())
                .containsEntry("price", "String sku, int percent")
                .containsEntry("list", "List<String> skus, int percent");
        assertThat(Runs.run(graph.request(shop, "list", skus, 5))).isEqualTo(List.of("b5", "a5", "b5"));
        assertThat(Runs.run(graph.request(shop, "coll", skus, 5))).isEqualTo("[b5, a5, b5]");
        assertThat(Runs.run(graph.request(shop, "iter", skus, 5))).isEqualTo("[b5, a5, b5]");
        assertThat(Runs.run(graph.request(shop, "map", skus, 5))).isEqualTo(Map.of("a", "a5", "b", "b5"));
        assertThat(Runs.run(graph.request(shop, "list", List.of(), 5))).isEqualTo(List.of());
    }

    /** Only the parameters of a class's own tasks were asked. */
    @Tag("B3")
    @OnBothCompilers
    void nulls_inside_inherited_parameters_are_told_once(Compiler compiler) {
        Marked.check(
                compiler,
                Sources.file("""
                        abstract class Base<V> {
                            @Task @Nullable String one(@Input String item) { return null; }
                            @Task @Nullable V value(@Input String item) { return null; }
                            @Task List<String> items() { return List.of(); }
                            @Task @Nullable List<String> none() { return null; }
                            @Task String sound(@Input String item) { return item; }
                            @Task String a(@DependsOn(value = "one", each = "items", as = "item") List<String> xs) { return ""; } // DOGE023
                            @Task String b(@DependsOn("one") Lazy<String> x, @Input String item) { return ""; } // DOGE023
                            @Task String c(@DependsOn(value = "one", as = "item") OnDemand<String, String> x) { return ""; } // DOGE023
                            @Task String d(@DependsOn(value = "sound", each = "none", as = "item") List<String> xs) { return ""; } // DOGE023
                            @Task String e(@DependsOn(value = "one", each = "items", as = "item") List<@Nullable String> xs) { return ""; }
                            @Task String f(@DependsOn("one") Lazy<@Nullable String> x, @Input String item) { return ""; }
                            @Task String g(@DependsOn(value = "value", each = "items", as = "item") List<@Nullable V> xs) { return ""; }
                            @Task String h(@DependsOn(value = "value", each = "items", as = "item") Map<String, @Nullable V> xs) { return ""; }
                        }
                        """),
                Sources.file("class Shop extends Base<String> { @Task String own() { return \"\"; } }"),
                Sources.file("class Other extends Base<List<String>> { @Task String own() { return \"\"; } }"));
    }

    @OnBothCompilers
    void sources_are_arrays_iterables_and_the_keys_of_maps(Compiler compiler) {
        GraphUnderTest graph =
                Compile.with(compiler).sources(Sources.shop("""
                @Task String len(@Input String s) { return s + "!"; }
                @Task int inc(@Input int i) { return i + 1; }
                @Task String[] array() { return new String[] {"a", "b"}; }
                @Task int[] ints() { return new int[] {1, 2}; }
                @Task Set<String> set() { return Set.of("c"); }
                @Task Map<String, Long> map() { return Map.of("d", 1L); }
                @Task CompletionStage<List<String>> stage() { return CompletableFuture.completedFuture(List.of("e")); }
                @Task Deque<? extends String> deque() { return new ArrayDeque<>(List.of("f")); }
                @Task String all(
                        @DependsOn(value = "len", each = "array", as = "s") List<String> a,
                        @DependsOn(value = "inc", each = "ints", as = "i") List<Integer> b,
                        @DependsOn(value = "len", each = "set", as = "s") List<String> c,
                        @DependsOn(value = "len", each = "map", as = "s") List<String> d,
                        @DependsOn(value = "len", each = "stage", as = "s") List<String> e,
                        @DependsOn(value = "len", each = "deque", as = "s") List<String> f) {
                    return "" + a + b + c + d + e + f;
                }
                """)).run().graph("shop.ShopGraph");

        assertThat(Runs.run(graph.request(graph.ofNew(), "all"))).isEqualTo("[a!, b!][2, 3][c!][d!][e!][f!]");
    }

    @OnBothCompilers
    void sources_that_are_not_iterable_are_refused(Compiler compiler) {
        Marked.check(compiler, Sources.shop("""
                @Task String len(@Input String s) { return s; }
                @Task long size(@Input Path p) { return 0; }
                @Task int number() { return 1; }
                @Task String text() { return ""; }
                @Task Path path() { return null; }
                @Task Optional<String> optional() { return null; }
                @Task String a(@DependsOn(value = "len", each = "number", as = "s") List<String> x) { return ""; } // DOGE032
                @Task String b(@DependsOn(value = "len", each = "optional", as = "s") List<String> x) { return ""; } // DOGE032
                @Task String c(@DependsOn(value = "len", each = "text", as = "s") List<String> x) { return ""; } // DOGE033
                @Task String d(@DependsOn(value = "size", each = "path", as = "p") List<Long> x) { return ""; } // DOGE033
                """));
    }

    @OnBothCompilers
    void parameters_of_other_types_are_refused(Compiler compiler) {
        Marked.check(compiler, Sources.shop("""
                @Task Long len(@Input String s) { return 1L; }
                @Task List<String> names() { return List.of(); }
                @Task String a(@DependsOn(value = "len", each = "names", as = "s") Set<Long> x) { return ""; } // DOGE034
                @Task String b(@DependsOn(value = "len", each = "names", as = "s") ArrayList<Long> x) { return ""; } // DOGE034
                @Task String c(@DependsOn(value = "len", each = "names", as = "s") Map<Integer, Long> x) { return ""; } // DOGE034
                @Task String d(@DependsOn(value = "len", each = "names", as = "s") long x) { return ""; } // DOGE034
                @Task String e(@DependsOn(value = "len", each = "names", as = "s") List<String> x) { return ""; } // DOGE020
                @Task String f(@DependsOn(value = "len", each = "names", as = "s") Map<String, Integer> x) { return ""; } // DOGE020
                @Task String g(@DependsOn(value = "len", each = "names", as = "s") List x) { return ""; } // DOGE025
                """));
    }

    @OnBothCompilers
    void as_may_be_left_out_when_one_input_fits(Compiler compiler) {
        GraphUnderTest graph =
                Compile.with(compiler).sources(Sources.shop("""
                @Task String price(@Input String sku, @Input int percent) { return sku + percent; }
                @Task List<String> list(@Input List<String> skus, @DependsOn(value = "price", each = "skus") List<String> xs) { return xs; }
                """)).run().graph("shop.ShopGraph");

        assertThat(graph.keys()).containsEntry("list", "List<String> skus, int percent");
    }

    @OnBothCompilers
    void as_that_is_unknown_missing_or_unclear_is_refused(Compiler compiler) {
        Marked.check(compiler, Sources.shop("""
                @Task String price(@Input String sku, @Input String currency) { return sku; }
                @Task String free() { return ""; }
                @Task String one(@Input String sku) { return sku; }
                @Task List<String> names() { return List.of(); }
                @Task List<Long> numbers() { return List.of(); }
                @Task String a(@DependsOn(value = "price", each = "names", as = "item") List<String> x) { return ""; } // DOGE035
                @Task String b(@DependsOn(value = "price", each = "names") List<String> x) { return ""; } // DOGE036
                @Task String c(@DependsOn(value = "free", each = "names") List<String> x) { return ""; } // DOGE036
                @Task String d(@DependsOn(value = "one", each = "numbers") List<String> x) { return ""; } // DOGE036
                """));
    }

    @OnBothCompilers
    void nests_freely(Compiler compiler) {
        GraphUnderTest graph =
                Compile.with(compiler).sources(Sources.shop("""
                @Task String cell(@Input int row, @Input int column) { return row + "/" + column; }
                @Task List<Integer> columns(@Input int row) { return row == 1 ? List.of(1, 2) : List.of(3); }
                @Task List<String> line(@DependsOn(value = "cell", each = "columns", as = "column") List<String> cells) { return cells; }
                @Task List<Integer> rows(@Input int from) { return List.of(from, from + 1); }
                @Task String table(@DependsOn(value = "line", each = "rows", as = "row") List<List<String>> lines) { return "" + lines; }
                """)).run().graph("shop.ShopGraph");

        assertThat(graph.keys()).containsEntry("line", "int row").containsEntry("table", "int from");
        assertThat(Runs.run(graph.request(graph.ofNew(), "table", 1))).isEqualTo("[[1/1, 1/2], [2/3]]");
    }

    @OnBothCompilers
    void outcomes_collect_failures(Compiler compiler) {
        GraphUnderTest graph =
                Compile.with(compiler).sources(Sources.shop("""
                @Task int parse(@Input String text) { return Integer.parseInt(text); }
                @Task String list(@Input List<String> texts, @DependsOn(value = "parse", each = "texts", as = "text") List<Outcome<Integer>> xs) {
                    return xs.stream().map(x -> x.isSuccess() ? "" + x.orElse(0) : "failed").toList().toString();
                }
                @Task String map(@Input List<String> texts, @DependsOn(value = "parse", each = "texts", as = "text") Map<String, Outcome<Integer>> xs) {
                    return new TreeMap<>(xs).entrySet().stream().map(x -> x.getKey() + x.getValue().isSuccess()).toList().toString();
                }
                """)).run().graph("shop.ShopGraph");
        Object shop = graph.ofNew();

        assertThat(Runs.run(graph.request(shop, "list", List.of("1", "x", "3"))))
                .isEqualTo("[1, failed, 3]");
        assertThat(Runs.run(graph.request(shop, "map", List.of("1", "x")))).isEqualTo("[1true, xfalse]");
    }
}
