package dev.doge.processor.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.processor.testing.Compile;
import dev.doge.processor.testing.Compiled;
import dev.doge.processor.testing.Compiler;
import dev.doge.processor.testing.GraphUnderTest;
import dev.doge.processor.testing.Marked;
import dev.doge.processor.testing.OnBothCompilers;
import dev.doge.processor.testing.Runs;
import dev.doge.processor.testing.Sources;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A second compilation sees what did not change as class files, without names of parameters. */
@Tag("B8")
@Tag("3.4")
class IncrementalTest {
    private static final String ABSTRACT_BASE = Sources.file("""
            abstract class Base<T> {
                @Task T user(@Input("userId") long id) { return make(id); }
                @Task String orders(@DependsOn("user") T owner, @Input int limit) { return "orders of " + owner + " to " + limit; }
                @Task @Nullable String nick(T user) { return null; }
                @Task @DependsOn("orders") void warm() {}
                abstract T make(long id);
            }
            """);
    private static final String SHOP = Sources.file("""
            class Shop extends Base<String> {
                @Override String make(long id) { return "u" + id; }
                @Task @DependsOn("warm") String page(String user, String orders, @Nullable String nick) { return user + ", " + orders + ", " + nick; }
            }
            """);

    @OnBothCompilers
    void an_abstract_generic_base_that_is_a_class_file_binds_as_its_source_does(Compiler compiler) {
        Compiled whole = Compile.compile(compiler, ABSTRACT_BASE, SHOP);
        Compiled base = Compile.with(compiler)
                .sources(ABSTRACT_BASE)
                .withoutParameterNames()
                .run()
                .succeeded();
        Compiled second =
                Compile.with(compiler).sources(SHOP).classPath(base.classes()).run();
        GraphUnderTest graph = second.graph("shop.ShopGraph");

        assertThat(graph.keys())
                .isEqualTo(whole.graph("shop.ShopGraph").keys())
                .containsEntry("page", "long userId, int limit");
        assertThat(second.generated("shop.ShopGraph")).isEqualTo(whole.generated("shop.ShopGraph"));
        assertThat(Runs.run(graph.request(graph.ofNew(), "page", 1L, 2))).isEqualTo("u1, orders of u1 to 2, null");
    }

    @OnBothCompilers
    void a_concrete_base_that_is_a_class_file_binds_as_its_source_does(Compiler compiler) {
        String base = Sources.file("""
                class Base {
                    @Task(name = "who") String user(@Input("userId") long id) { return "u" + id; }
                    @Task String orders(String who) { return "orders of " + who; }
                }
                """);
        String shop = Sources.file(
                "class Shop extends Base { @Task String page(String orders, String who) { return orders + who; } }");
        Compiled first = Compile.with(compiler)
                .sources(base)
                .withoutParameterNames()
                .run()
                .succeeded();
        Compiled second =
                Compile.with(compiler).sources(shop).classPath(first.classes()).run();

        assertThat(second.graph("shop.ShopGraph").keys()).containsEntry("page", "long userId");
        assertThat(second.generated("shop.ShopGraph"))
                .isEqualTo(Compile.compile(compiler, base, shop).generated("shop.ShopGraph"));
    }

    @OnBothCompilers
    void an_interface_that_is_a_class_file_binds_as_its_source_does(Compiler compiler) {
        String base = Sources.file(
                "interface Base { @Task default String user(@Input long userId) { return \"u\" + userId; } @Task String own(String user); }");
        String shop = Sources.file(
                "class Shop implements Base { @Task @Override public String own(String user) { return user; } @Task String page(String own) { return own; } }");
        Compiled first = Compile.with(compiler)
                .sources(base)
                .withoutParameterNames()
                .run()
                .succeeded();
        GraphUnderTest graph = Compile.with(compiler)
                .sources(shop)
                .classPath(first.classes())
                .run()
                .graph("shop.ShopGraph");

        assertThat(graph.keys()).containsEntry("page", "long userId");
        assertThat(Runs.run(graph.request(graph.ofNew(), "page", 7L))).isEqualTo("u7");
    }

    @OnBothCompilers
    void nullness_of_values_and_parameters_survives_in_a_class_file(Compiler compiler) {
        String base = Sources.file("""
                abstract class Base {
                    @Task @Nullable String nick() { return null; }
                    @Task String greeting(@Nullable String nick) { return "Hello " + nick; }
                    abstract void other();
                }
                """);
        Compiled first = Compile.with(compiler)
                .sources(base)
                .withoutParameterNames()
                .run()
                .succeeded();

        Marked.check(
                Compile.with(compiler).classPath(first.classes()),
                Sources.file(
                        "class Fine extends Base { void other() {} @Task String page(String greeting) { return greeting; } }"),
                Sources.file("""
                        class Wrong extends Base {
                            void other() {}
                            @Task String page(String nick) { return nick; } // DOGE023
                        }
                        """));
    }

    /** ECJ's Filer writes no class whose name it sees on the class path, whatever the processor. */
    @Test
    void the_graph_of_the_last_compilation_is_no_stranger() {
        Compiler compiler = Compiler.JAVAC;
        String source = Sources.shop("@Task String a() { return \"\"; }");
        Compiled first = Compile.compile(compiler, source).succeeded();

        Compiled again = Compile.with(compiler)
                .sources(source)
                .classPath(first.classes())
                .run();

        again.silently();
        assertThat(again.generated()).isEqualTo(first.generated());
    }
}
