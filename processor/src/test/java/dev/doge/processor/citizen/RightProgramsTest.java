package dev.doge.processor.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.processor.testing.Compile;
import dev.doge.processor.testing.Compiled;
import dev.doge.processor.testing.Compiler;
import dev.doge.processor.testing.Marked;
import dev.doge.processor.testing.OnBothCompilers;
import dev.doge.processor.testing.Reported;
import dev.doge.processor.testing.Sources;
import org.junit.jupiter.api.Tag;

/** Right programs whose graphs were once refused, or did not compile. */
class RightProgramsTest {
    private static final String HEAD = """
            package shop;
            import dev.doge.annotations.*;
            import dev.doge.runtime.*;
            import java.util.*;
            """;

    /** As a build that fails on warnings has it; the classes of a test lie in one file. */
    private static final String[] STRICT = {"-Xlint:all,-processing,-auxiliaryclass", "-Werror"};

    private static Compiled compiled(Compiler compiler, String text) {
        Compile compile = Compile.with(compiler).sources(HEAD + text);
        return (compiler == Compiler.JAVAC ? compile.options(STRICT) : compile)
                .run()
                .succeeded();
    }

    @OnBothCompilers
    @Tag("B8")
    void a_task_that_is_declared_twice_above_an_override_is_one(Compiler compiler) {
        Compiled compiled = compiled(compiler, """
                public class Shop extends Middle {
                    @Task String page(String user, String x) { return user + x; }
                    public static String run() {
                        try (DogeExecutor doge = DogeExecutor.create()) {
                            return doge.run(ShopGraph.of(new Shop()).page());
                        }
                    }
                }
                interface Face { @Task String user(); }
                interface One { @Task String x(); }
                interface Other { @Task String x(); }
                class Base implements Face { @Task public String user() { return "base "; } }
                class Middle extends Base implements One, Other {
                    @Override public String user() { return "middle "; }
                    public String x() { return "x"; }
                }
                """);
        assertThat(compiled.call("shop.Shop", "run")).isEqualTo("middle x");
    }

    @OnBothCompilers
    @Tag("B8")
    void an_override_without_task_of_what_is_declared_twice_is_one_mistake(Compiler compiler) {
        Marked.check(compiler, HEAD + """
                public class Shop extends Base {
                    @Override public String user() { return "m"; } // DOGE015
                    @Task String page(String user) { return user; }
                }
                interface Face { @Task String user(); }
                class Base implements Face { @Task public String user() { return "b"; } }
                """);
    }

    @OnBothCompilers
    @Tag("B8")
    void a_class_that_is_named_like_a_constant_may_have_static_tasks(Compiler compiler) {
        Compiled compiled = compiled(compiler, """
                public class A {
                    @Task @Fallback("spare") static String a(@Input String db) { return db; }
                    static String spare(Throwable why) { return ""; }
                    public static String run() {
                        try (DogeExecutor doge = DogeExecutor.create()) {
                            return doge.run(AGraph.of().a("a")) + doge.run(DBGraph.of().load("db"));
                        }
                    }
                }
                class DB { @Task static String load(@Input String db) { return db; } }
                """);
        assertThat(compiled.call("shop.A", "run")).isEqualTo("adb");
    }

    @OnBothCompilers
    @Tag("B8")
    void an_interface_that_implements_what_it_inherits_has_a_graph(Compiler compiler) {
        Compiled compiled = compiled(compiler, """
                public interface Shop extends Face {
                    @Task @Override default String user() { return "u"; }
                    @Task default String page(String user) { return user + "!"; }
                    static String run() {
                        try (DogeExecutor doge = DogeExecutor.create()) {
                            return doge.run(ShopGraph.of(new Shop() {}).page());
                        }
                    }
                }
                interface Face { @Task String user(); }
                """);
        assertThat(compiled.call("shop.Shop", "run")).isEqualTo("u!");
    }

    @OnBothCompilers
    @Tag("B5")
    void a_fan_out_into_a_wider_collection_may_go_to_an_overloaded_task(Compiler compiler) {
        compiled(compiler, """
                public class Shop {
                    @Task int price(@Input String sku) { return 1; }
                    @Task List<String> skus() { return List.of("a"); }
                    @Task int total(@DependsOn(value = "price", each = "skus", as = "sku") Collection<Number> prices) { return 0; }
                    @Task int sum(@DependsOn(value = "price", each = "skus", as = "sku") Iterable<? extends Number> prices) { return 0; }
                    @Task boolean good(@Input String sku) { return true; }
                    @Task @When("good") Integer rebate(@Input String sku) { return 1; }
                    @Task int less(@DependsOn(value = "rebate", each = "skus", as = "sku") Collection<Optional<Integer>> rebates) { return 0; }
                    @Task int ends(@DependsOn(value = "price", each = "skus", as = "sku") Collection<Outcome<Integer>> prices) { return 0; }
                    @Task @When("good") Optional<String> gift(@Input String sku) { return Optional.of(sku); }
                    @Task int given(@DependsOn(value = "gift", each = "skus", as = "sku") Collection<Optional<String>> gifts) { return 0; }
                    int less(int more) { return more; }
                    int ends(int more) { return more; }
                    int given(int more) { return more; }
                    int total(int more) { return more; }
                    int sum(int more) { return more; }
                }
                """);
    }

    @OnBothCompilers
    @Tag("B10")
    void a_value_that_is_an_optional_of_some_type_may_be_skipped(Compiler compiler) {
        Compiled compiled = compiled(compiler, """
                public class Shop {
                    @Task boolean premium(@Input boolean is) { return is; }
                    @Task @When("premium") Optional<? extends CharSequence> gift() { return Optional.of("g"); }
                    @Task String page(Optional<? extends CharSequence> gift) { return "" + gift; }
                    @Task @When("premium") String cur() { return "EUR"; }
                    @Task Optional<String> rate(@Input String base) { return Optional.of(base); }
                    @Task String show(@DependsOn(value = "rate", with = "base = cur") Optional<String> rate) { return "" + rate; }
                    public static String run() {
                        try (DogeExecutor doge = DogeExecutor.create()) {
                            ShopGraph graph = ShopGraph.of(new Shop());
                            return doge.run(graph.page(true)) + doge.run(graph.page(false))
                                    + doge.run(graph.show(true)) + doge.run(graph.show(false));
                        }
                    }
                }
                """);
        assertThat(compiled.call("shop.Shop", "run")).isEqualTo("Optional[g]Optional.emptyOptional[EUR]Optional.empty");
    }

    @OnBothCompilers
    @Tag("B4")
    void a_value_that_is_an_optional_may_be_skipped_inside_what_is_asked_for(Compiler compiler) {
        Compiled compiled = compiled(compiler, """
                public class Shop {
                    @Task boolean good(@Input String sku) { return sku.equals("a"); }
                    @Task @When("good") Optional<String> gift(@Input String sku) { return Optional.of(sku); }
                    @Task List<String> skus() { return List.of("a", "b"); }
                    @Task String asked(@DependsOn("gift") Lazy<Optional<String>> gift) { return "" + gift.await(); }
                    @Task String demanded(@DependsOn(value = "gift", as = "sku") OnDemand<String, Optional<String>> gift) { return "" + gift.await("b"); }
                    @Task String all(@DependsOn(value = "gift", each = "skus", as = "sku") List<Optional<String>> gifts) { return "" + gifts; }
                    @Task String byKey(@DependsOn(value = "gift", each = "skus", as = "sku") Map<String, Optional<String>> gifts) { return "" + gifts; }
                    public static String run() {
                        try (DogeExecutor doge = DogeExecutor.create()) {
                            ShopGraph graph = ShopGraph.of(new Shop());
                            return doge.run(graph.asked("a")) + doge.run(graph.asked("b"))
                                    + doge.run(graph.demanded()) + doge.run(graph.all()) + doge.run(graph.byKey());
                        }
                    }
                }
                """);
        assertThat(compiled.call("shop.Shop", "run"))
                .isEqualTo("Optional[a]Optional.emptyOptional.empty[Optional[a], Optional.empty]"
                        + "{a=Optional[a], b=Optional.empty}");
    }

    @OnBothCompilers
    @Tag("B4")
    void a_null_that_stands_for_an_optional_is_empty(Compiler compiler) {
        Compiled compiled = compiled(compiler, """
                public class Shop {
                    @interface Nullable {}
                    @Task @Nullable Optional<String> maybe() { return null; }
                    @Task String page(Optional<String> maybe) { return maybe.orElse("none"); }
                    public static String run() {
                        try (DogeExecutor doge = DogeExecutor.create()) {
                            return doge.run(ShopGraph.of(new Shop()).page());
                        }
                    }
                }
                """);
        assertThat(compiled.call("shop.Shop", "run")).isEqualTo("none");
    }

    @OnBothCompilers
    @Tag("3.2")
    void a_class_inside_a_deprecated_one_has_a_clean_graph(Compiler compiler) {
        compiled(compiler, """
                @Deprecated
                public class Outer {
                    public static class Tasks { @Task public String a() { return ""; } }
                }
                """);
    }

    @OnBothCompilers
    @Tag("3.1")
    void a_condition_on_what_is_no_task_is_told_once(Compiler compiler) {
        Marked.check(compiler, Sources.shop("""
                @Task boolean premium() { return true; }
                @When("premium") String gift(@Input long id) { return ""; } // DOGE011
                """));
    }

    @OnBothCompilers
    @Tag("B4")
    @Tag("B5")
    void an_outcome_of_a_value_that_is_an_optional_may_be_collected(Compiler compiler) {
        Compiled compiled = compiled(compiler, """
                public class Shop {
                    @Task static List<String> skus() { return List.of("a", "b"); }
                    @Task static Optional<String> gift(@Input String sku) {
                        return sku.equals("a") ? Optional.of(sku) : Optional.empty();
                    }
                    @Task static String all(
                            @DependsOn(value = "gift", each = "skus", as = "sku") List<Outcome<Optional<String>>> gifts,
                            @DependsOn(value = "gift") OnDemand<String, Outcome<Optional<String>>> more) {
                        return gifts.size() + ((Outcome.Success<Optional<String>>) gifts.get(0)).result().orElse("none");
                    }
                    @Task static String one(@DependsOn("gift") Lazy<Outcome<Optional<String>>> gift) { return ""; }
                    public static String run() {
                        try (DogeExecutor doge = DogeExecutor.create()) {
                            return doge.run(ShopGraph.of().all());
                        }
                    }
                }
                """);
        assertThat(compiled.call("shop.Shop", "run")).isEqualTo("2a");
    }

    @OnBothCompilers
    @Tag("B8")
    void a_static_task_of_an_interface_hides_no_inherited_one(Compiler compiler) {
        Compiled compiled = compiled(compiler, """
                public class Shop implements Face, Other {
                    @Task String page(String x) { return x; }
                    public static String run() {
                        try (DogeExecutor doge = DogeExecutor.create()) {
                            return doge.run(ShopGraph.of(new Shop()).page());
                        }
                    }
                }
                interface Face { @Task static String x() { return "static"; } }
                interface Other { @Task default String x() { return "other"; } }
                """);
        assertThat(compiled.call("shop.Shop", "run")).isEqualTo("other");
    }

    @OnBothCompilers
    @Tag("B8")
    void a_part_may_include_a_deprecated_class(Compiler compiler) {
        compiled(compiler, """
                @SuppressWarnings("deprecation")
                @TaskGraph(includes = Old.class, partial = true)
                public class Part { @Task public String b(String a, String c) { return a + c; } }
                @Deprecated class Old { @Task public String a() { return ""; } }
                """);
    }

    @OnBothCompilers
    @Tag("B11")
    void a_fallback_that_yields_anything_is_refused(Compiler compiler) {
        Marked.check(compiler, HEAD + """
                import java.util.concurrent.*;
                public class Shop {
                    @Task @Fallback("spare") String page() { return ""; } // DOGE054
                    CompletionStage<? super String> spare(Throwable why) { return CompletableFuture.completedFuture(""); }
                }
                """);
    }

    @OnBothCompilers
    @Tag("B3")
    @Tag("B11")
    void a_fallback_takes_no_null_as_a_primitive(Compiler compiler) {
        Marked.check(compiler, HEAD + """
                public class Shop {
                    @Task @Nullable Integer n() { return null; }
                    @Task @Fallback("spare") int page(@Nullable Integer n) { return 1; } // DOGE054
                    int spare(Throwable why, int n) { return n; }
                }
                @interface Nullable {}
                """);
    }

    @OnBothCompilers
    void what_is_wrong_with_a_task_is_not_told_of_who_names_it(Compiler compiler) {
        Marked.check(compiler, HEAD + """
                import java.util.stream.Stream;
                public class Shop {
                    @Task Stream<String> spare() { return null; } // DOGE007
                    @Task @Fallback("spare") String page() { return ""; }
                    @Task int tax(@Input String country) { return 0; }
                    @Task int all(@DependsOn(value = "tax", with = "country = spare") int tax) { return 0; }
                    @Task int each(@DependsOn(value = "tax", each = "spare", as = "country") List<Integer> tax) { return 0; }
                }
                """);
    }

    @OnBothCompilers
    @Tag("B6")
    void an_input_may_be_free_through_a_condition(Compiler compiler) {
        Compiled compiled = Compile.with(compiler).sources(HEAD + """
                public class Shop {
                    @Task String home() { return "CH"; }
                    @Task boolean eu(@Input String country) { return true; }
                    @Task int tax(@Input String country) { return 0; }
                    @Task @When("eu") int homeTax(@DependsOn(value = "tax", with = "country = home") int tax) { return tax; }
                }
                """).run().succeeded();
        assertThat(compiled.ours()).extracting(Reported::id).containsExactly("DOGE065");
    }
}
