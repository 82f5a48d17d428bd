package dev.doge.processor.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.processor.testing.Compile;
import dev.doge.processor.testing.Compiled;
import dev.doge.processor.testing.Compiler;
import dev.doge.processor.testing.GraphUnderTest;
import dev.doge.processor.testing.Marked;
import dev.doge.processor.testing.OnBothCompilers;
import dev.doge.processor.testing.Reported;
import dev.doge.processor.testing.Runs;
import dev.doge.processor.testing.Sources;
import java.lang.reflect.Modifier;
import java.util.List;
import org.junit.jupiter.api.Tag;

@Tag("B8")
class TaskMethodsTest {
    @OnBothCompilers
    void may_be_static_of_any_visibility_but_private_and_throw(Compiler compiler) {
        GraphUnderTest graph =
                Compile.with(compiler).sources(Sources.shop("""
                @Task static String a() { return "a"; }
                @Task protected String b() throws IOException { return "b"; }
                @Task public String c() throws Exception { return "c"; }
                @Task String d() throws Throwable { return "d"; }
                @Task final synchronized String e() { return "e"; }
                @Task String all(String a, String b, String c, String d, String e) { return a + b + c + d + e; }
                """)).strict().run().graph("shop.ShopGraph");

        assertThat(Runs.run(graph.request(graph.ofNew(), "all"))).isEqualTo("abcde");
    }

    @OnBothCompilers
    void of_takes_nothing_when_all_tasks_are_static(Compiler compiler) {
        GraphUnderTest graph =
                Compile.with(compiler).sources(Sources.file("""
                final class Shop {
                    private Shop() {}
                    @Task static String a(@Input String x) { return x; }
                }
                """)).strict().run().graph("shop.ShopGraph");

        assertThat(graph.factory().getParameterCount()).isZero();
        assertThat(Runs.run(graph.request(graph.of(), "a", "x"))).isEqualTo("x");
        assertThat(graph.of()).isEqualTo(graph.of()).hasSameHashCodeAs(graph.of());
    }

    @OnBothCompilers
    void private_and_generic_methods_are_refused(Compiler compiler) {
        Marked.check(compiler, Sources.shop("""
                @Task private String a() { return ""; } // DOGE008
                @Task <T> String b() { return ""; } // DOGE008
                @Task private static String c() { return ""; } // DOGE008
                """));
    }

    /** They were left out without a word: a private one is not inherited, and the base itself was not asked. */
    @OnBothCompilers
    void private_and_generic_methods_of_bases_are_refused_once(Compiler compiler) {
        Compiled compiled = Marked.check(compiler, Sources.file("""
                abstract class Base {
                    @Task private String a() { return ""; } // DOGE008
                    @Task <T> String b() { return ""; } // DOGE008
                }
                class Shop extends Base { @Task String c() { return ""; } }
                interface Face {
                    @Task String d();
                    @Task private String e() { return ""; } // DOGE008
                }
                class Generic<V> {
                    @Task private V f() { return null; } // DOGE008
                }
                """));

        assertThat(compiled.ours()).extracting(Reported::message).contains("""
                [DOGE008] a task cannot be private: Base.a()
                    a generated class calls it
                  help: make it package-private""");
    }

    @OnBothCompilers
    void two_of_one_name_are_refused(Compiler compiler) {
        Marked.check(compiler, Sources.shop("""
                @Task String a() { return ""; }
                @Task String a(@Input int x) { return ""; } // DOGE005
                @Task(name = "a") String b() { return ""; } // DOGE005
                @Task(name = "c") String a(@Input long y) { return ""; }
                """));
    }

    @OnBothCompilers
    void records_interfaces_and_nested_types_are_roots(Compiler compiler) {
        Compiled compiled = Compile.with(compiler)
                .sources(Sources.file("""
                record Rec(String prefix) {
                    @Task String a(@Input int x) { return prefix + x; }
                }
                """), Sources.file("""
                class Outer {
                    static class Inner { @Task String a() { return "inner"; } }
                    interface Face {
                        @Task default String a() { return "face"; }
                        class Impl implements Face {}
                        @Task static String b() { return "static"; }
                    }
                    class Deep {
                        class Deeper { @Task String a() { return "deeper"; } }
                    }
                }
                """))
                .strict()
                .run();

        GraphUnderTest rec = compiled.graph("shop.RecGraph");
        assertThat(rec.keys()).containsOnlyKeys("a");
        GraphUnderTest inner = compiled.graph("shop.Outer_InnerGraph");
        assertThat(Runs.run(inner.request(inner.ofNew(), "a"))).isEqualTo("inner");
        GraphUnderTest face = compiled.graph("shop.Outer_FaceGraph");
        assertThat(face.keys()).containsOnlyKeys("a", "b");
        assertThat(compiled.graph("shop.Outer_Deep_DeeperGraph").keys()).containsOnlyKeys("a");
    }

    @OnBothCompilers
    void types_that_can_hold_no_tasks_are_refused(Compiler compiler) {
        Marked.check(compiler, Sources.file("""
                enum Colour { // DOGE001
                    RED;
                    @Task String a() { return ""; }
                }
                class Outer {
                    private static class Hidden { // DOGE001
                        @Task String a() { return ""; }
                    }
                    private static class Shade {
                        static class Within { // DOGE001
                            @Task String a() { return ""; }
                        }
                    }
                }
                """));
    }

    @OnBothCompilers
    void tasks_of_bases_and_interfaces_are_inherited_and_overridden(Compiler compiler) {
        GraphUnderTest graph = Compile.compile(compiler, Sources.file("""
                abstract class Base implements Face {
                    @Task String a() { return "base a"; }
                    @Task abstract String b();
                    @Task static String fixed() { return "fixed"; }
                }
                interface Face {
                    @Task default String c() { return "face c"; }
                    @Task default String d() { return "face d"; }
                    @Task static String unseen() { return ""; }
                }
                class Shop extends Base {
                    @Task @Override String b() { return "shop b"; }
                    @Task @Override public String d() { return "shop d"; }
                    @Task String all(String a, String b, String c, String d, String fixed) { return a + ", " + b + ", " + c + ", " + d + ", " + fixed; }
                }
                """)).graph("shop.ShopGraph");

        assertThat(graph.keys()).containsOnlyKeys("a", "all", "b", "c", "d", "fixed");
        assertThat(Runs.run(graph.request(graph.ofNew(), "all"))).isEqualTo("base a, shop b, face c, shop d, fixed");
    }

    @OnBothCompilers
    void a_generic_base_is_read_with_its_arguments(Compiler compiler) {
        GraphUnderTest graph = Compile.compile(compiler, Sources.file("""
                abstract class Repo<K, V> {
                    @Task V find(@Input K id) { return make(id); }
                    @Task List<V> both(@DependsOn("find") V first) { return List.of(first, first); }
                    abstract V make(K id);
                }
                class Shop extends Repo<Long, String> {
                    @Override String make(Long id) { return "v" + id; }
                    @Task int count(List<String> both) { return both.size(); }
                }
                """)).graph("shop.ShopGraph");

        assertThat(graph.keys()).containsEntry("find", "Long id").containsEntry("count", "Long id");
        assertThat(graph.requestType("both")).isEqualTo("Request<List<String>>");
        assertThat(Runs.run(graph.request(graph.ofNew(), "count", 3L))).isEqualTo(2);
    }

    @OnBothCompilers
    void wrong_types_through_a_generic_base_are_found(Compiler compiler) {
        Marked.check(compiler, Sources.file("""
                abstract class Repo<V> {
                    @Task abstract V find();
                }
                class Shop extends Repo<String> {
                    @Task @Override String find() { return ""; }
                    @Task int count(Integer find) { return find; } // DOGE020
                }
                """));
    }

    @OnBothCompilers
    void a_class_that_only_inherits_tasks_is_no_root(Compiler compiler) {
        Compiled compiled = Compile.compile(compiler, Sources.file("""
                class Shop {
                    @Task String a() { return "real"; }
                    @Task String b(String a) { return a + "!"; }
                }
                class Silent extends Shop {}
                class TestDouble extends Shop { @Override String a() { return "double"; } }
                class Main {
                    static Object anonymous() {
                        try (DogeExecutor doge = DogeExecutor.create()) {
                            return doge.run(ShopGraph.of(new Shop() { @Override String a() { return "anonymous"; } }).b());
                        }
                    }
                }
                """)).succeeded();

        assertThat(compiled.generated()).containsOnlyKeys("shop/ShopGraph.java");
        assertThat(compiled.ours()).isEmpty();
        assertThat(compiled.call("shop.Main", "anonymous")).isEqualTo("anonymous!");
    }

    @OnBothCompilers
    void request_methods_and_class_are_as_visible_as_their_types(Compiler compiler) throws Exception {
        Compiled compiled = Compile.with(compiler)
                .sources(Sources.file("""
                public class Shop {
                    record Hidden(int x) {}
                    @Task Hidden a() { return new Hidden(1); }
                    @Task public String b(@Input Hidden h) { return "" + h; }
                    @Task String c(Hidden a) { return "" + a; }
                    @Task List<Hidden> d() { return List.of(); }
                }
                """), Sources.file("class Narrow { @Task String a() { return \"\"; } }"))
                .strict()
                .run()
                .succeeded();

        Class<?> graph = compiled.graph("shop.ShopGraph").type();
        assertThat(Modifier.isPublic(graph.getModifiers())).isTrue();
        assertThat(Modifier.isPublic(graph.getDeclaredMethod("a").getModifiers()))
                .isFalse();
        assertThat(Modifier.isPublic(compiled.graph("shop.ShopGraph").requestMethods().stream()
                        .filter(method -> method.getName().equals("b"))
                        .findFirst()
                        .orElseThrow()
                        .getModifiers()))
                .isFalse();
        assertThat(Modifier.isPublic(graph.getDeclaredMethod("c").getModifiers()))
                .isTrue();
        assertThat(Modifier.isPublic(graph.getDeclaredMethod("d").getModifiers()))
                .isFalse();
        assertThat(Modifier.isPublic(compiled.graph("shop.NarrowGraph").type().getModifiers()))
                .isFalse();
    }

    @OnBothCompilers
    void reserved_names_are_refused(Compiler compiler) {
        Marked.check(compiler, Sources.shop("""
                @Task String of() { return ""; } // DOGE014
                @Task List<String> tasks() { return List.of(); } // DOGE014
                @Task String toMermaid() { return ""; } // DOGE014
                @Task String toDot() { return ""; } // DOGE014
                @Task String toJson() { return ""; } // DOGE014
                @Task(name = "equals") boolean a() { return true; } // DOGE014
                @Task(name = "wait") String b() { return ""; } // DOGE014
                @Task(name = "getClass") String c() { return ""; } // DOGE014
                @Task public String toString() { return ""; } // DOGE014
                @Task(name = "text") public int hashCode() { return 1; }
                """));
    }

    @OnBothCompilers
    void an_override_without_Task_in_a_root_is_refused(Compiler compiler) {
        Marked.check(compiler, Sources.file("""
                class Base { @Task String a() { return ""; } }
                class Middle extends Base { @Override String a() { return ""; } }
                class Shop extends Base {
                    @Override String a() { return ""; } // DOGE015
                    @Task String b(String a) { return a; }
                }
                """));
    }

    @OnBothCompilers
    void abstract_and_generic_types_yield_metadata_only(Compiler compiler) {
        Compiled compiled = Compile.compile(compiler, Sources.file("""
                abstract class Abstract { @Task String a() { return ""; } }
                class Generic<T> { @Task String a() { return ""; } }
                interface Face { @Task String a(); }
                """)).succeeded();

        assertThat(compiled.ours())
                .hasSize(3)
                .allMatch(reported -> reported.id().equals("DOGE018") && !reported.isWarning());
        assertThat(compiled.generated().values()).noneMatch(text -> text.contains("Request<"));
    }

    @OnBothCompilers
    void an_overload_that_is_no_task_is_never_called(Compiler compiler) {
        GraphUnderTest graph =
                Compile.with(compiler).sources(Sources.shop("""
                @Task String text() { return "text"; }
                @Task int number() { return 1; }
                @Task String wide(@DependsOn("text") Object x) { return "right"; }
                String wide(String x) { return "wrong"; }
                @Task String boxed(@DependsOn("number") Integer x) { return "right"; }
                String boxed(int x) { return "wrong"; }
                @Task String primitive(@DependsOn("number") long x) { return "right"; }
                String primitive(Integer x) { return "wrong"; }
                @Task String input(@Input("n") Integer x) { return "right"; }
                String input(int x) { return "wrong"; }
                @Task String two(@DependsOn("text") Object x, @DependsOn("text") String y) { return "right"; }
                String two(String x, Object y) { return "wrong"; }
                @Task String fan(@DependsOn(value = "one", each = "items", as = "item") Collection<String> xs) { return "right"; }
                String fan(List<String> xs) { return "wrong"; }
                @Task String one(@Input String item) { return item; }
                @Task List<String> items() { return List.of("a"); }
                """)).run().graph("shop.ShopGraph");
        Object shop = graph.ofNew();

        for (String task : List.of("wide", "boxed", "primitive", "two", "fan")) {
            assertThat(Runs.run(graph.request(shop, task))).as(task).isEqualTo("right");
        }
        assertThat(Runs.run(graph.request(shop, "input", 1))).isEqualTo("right");
    }

    /** A value for which an input is bound anew has no type of its own: it fits whatever is called. */
    @OnBothCompilers
    void an_overload_that_is_no_task_is_never_called_with_an_input_bound_anew(Compiler compiler) {
        GraphUnderTest graph =
                Compile.with(compiler).sources(Sources.shop("""
                @Task String text() { return "text"; }
                @Task String echo(@Input String item) { return item; }
                @Task String both(@Input String item, @Input String more) { return item + more; }
                @Task int length(@Input String item) { return item.length(); }
                @Task String wide(@DependsOn(value = "echo", with = "item = text") Object x) { return "right"; }
                String wide(String x) { return "wrong"; }
                @Task String twice(@DependsOn(value = "both", with = {"item = text", "more = text"}) CharSequence x) { return "right"; }
                String twice(String x) { return "wrong"; }
                @Task String boxed(@DependsOn(value = "length", with = "item = text") Integer x) { return "right"; }
                String boxed(int x) { return "wrong"; }
                @Task String plain(@DependsOn(value = "length", with = "item = text") int x) { return "right"; }
                String plain(Integer x) { return "wrong"; }
                @Task String longer(@DependsOn(value = "length", with = "item = text") long x) { return "right"; }
                String longer(Integer x) { return "wrong"; }
                @Task String narrow(@DependsOn(value = "echo", with = "item = text") String x) { return "right"; }
                String narrow(Object x) { return "wrong"; }
                """)).strict().run().graph("shop.ShopGraph");
        Object shop = graph.ofNew();

        for (String task : List.of("wide", "twice", "boxed", "plain", "longer", "narrow")) {
            assertThat(Runs.run(graph.request(shop, task))).as(task).isEqualTo("right");
        }
    }

    @OnBothCompilers
    void an_overload_that_is_no_fallback_is_never_called(Compiler compiler) {
        GraphUnderTest graph =
                Compile.with(compiler).sources(Sources.shop("""
                @Task String text() { return "text"; }
                @Task @Fallback("spare") String broken(String text) { throw new IllegalStateException(); }
                String spare(Object text) { return "right"; }
                @Task(name = "other") String spare(@DependsOn("text") String x) { return "wrong"; }
                """)).strict().run().graph("shop.ShopGraph");

        assertThat(Runs.run(graph.request(graph.ofNew(), "broken"))).isEqualTo("right");
        assertThat(Runs.run(graph.request(graph.ofNew(), "other"))).isEqualTo("wrong");
    }

    @OnBothCompilers
    void varargs_take_an_array(Compiler compiler) {
        GraphUnderTest graph =
                Compile.with(compiler).sources(Sources.shop("""
                @Task String[] names() { return new String[] {"a", "b"}; }
                @Task String strings(@DependsOn("names") String... xs) { return "" + xs.length; }
                @Task String objects(@DependsOn("names") Object... xs) { return "" + xs.length; }
                """)).strict().run().graph("shop.ShopGraph");

        assertThat(Runs.run(graph.request(graph.ofNew(), "strings"))).isEqualTo("2");
        assertThat(Runs.run(graph.request(graph.ofNew(), "objects"))).isEqualTo("2");
    }

    @OnBothCompilers
    void a_static_task_and_a_field_of_one_name_are_no_trouble(Compiler compiler) {
        GraphUnderTest graph =
                Compile.with(compiler).sources(Sources.file("""
                class Shop {
                    static String user = "field";
                    @Task static String user() { return user; }
                    @Task String page(String user) { return user; }
                }
                """)).strict().run().graph("shop.ShopGraph");

        assertThat(Runs.run(graph.request(graph.ofNew(), "page"))).isEqualTo("field");
    }
}
