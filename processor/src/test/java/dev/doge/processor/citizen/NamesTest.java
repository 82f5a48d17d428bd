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

/** Names that may meet those in the generated class, and text that may break out of it. */
@Tag("3.2")
class NamesTest {
    @OnBothCompilers
    void names_of_the_generated_class_are_no_trouble(Compiler compiler) {
        GraphUnderTest graph =
                Compile.with(compiler).sources(Sources.shop("""
                @Task String plan(@Input String graph) { return graph; }
                @Task String define(@Input String in) { return in; }
                @Task String in2(@Input String plan2, @Input int storefront) { return plan2 + storefront; }
                @Task String shop(String plan, String define) { return plan + define; }
                @Task String request(@Input String id) { return id; }
                @Task String objects(@Input String shop3) { return shop3; }
                @Task String graph2(@Input String it) { return it; }
                @Task String PLAN2() { return ""; }
                @Task String other(@Input String other2) { return ""; }
                """)).strict().run().graph("shop.ShopGraph");

        assertThat(Runs.run(graph.request(graph.ofNew(), "shop", "g", "i"))).isEqualTo("gi");
    }

    @OnBothCompilers
    void constants_of_tasks_inputs_and_the_plan_do_not_meet(Compiler compiler) {
        GraphUnderTest graph =
                Compile.with(compiler).sources(Sources.shop("""
                @Task String plan(@Input String user) { return user; }
                @Task String PLAN_(@Input("a_b") String x) { return x; }
                @Task String aB() { return ""; }
                @Task String c(@Input("aB_") String y, @Input("ab") String z) { return y + z; }
                @Task String d(@Input("dEf") String y, @Input("d_ef") String z) { return y + z; }
                """)).strict().run().graph("shop.ShopGraph");

        assertThat(Runs.run(graph.request(graph.ofNew(), "d", "1", "2"))).isEqualTo("12");
        assertThat(Runs.run(graph.request(graph.ofNew(), "plan", "1"))).isEqualTo("1");
    }

    @OnBothCompilers
    void types_named_like_those_that_the_generated_class_uses_are_no_trouble(Compiler compiler) {
        GraphUnderTest graph = Compile.with(compiler)
                .sources("""
                package shop;
                class Request { }
                """, """
                package shop;
                class TaskId { }
                """, """
                package shop;
                class Objects { }
                """, """
                package shop;
                class Override { }
                """, """
                package shop;
                class String { }
                """, """
                package shop;
                class Plan { }
                """, """
                package shop;
                class List<T> { }
                """, """
                package shop;
                class Generated { }
                """, """
                package shop;
                class Object { }
                """, """
                package shop;
                import dev.doge.annotations.*;
                class Shop {
                    record Graph(int x) {}
                    record InputId(int x) {}
                    @Task Graph a(@Input InputId x) { return new Graph(x.x()); }
                    @Task Plan b() { return new Plan(); }
                    @Task String c() { return new String(); }
                    @Task List<Request> d() { return new List<>(); }
                    @Task java.lang.String e(@Input java.util.List<java.lang.String> x2) { return "e" + x2; }
                }
                """)
                .strict()
                .run()
                .graph("shop.ShopGraph");

        assertThat(Runs.run(graph.request(graph.ofNew(), "e", java.util.List.of("x"))))
                .isEqualTo("e[x]");
    }

    /** Nine names were looked for, and java.lang has more. */
    @OnBothCompilers
    void a_type_named_like_any_of_java_lang_is_no_trouble(Compiler compiler) {
        Compile.with(compiler)
                .sources("package shop; class System { }", Sources.shop("@Task String a() { return \"\"; }"))
                .strict()
                .run()
                .silently();
        GraphUnderTest graph = Compile.with(compiler)
                .sources("package shop; class Boolean { }", "package shop; class Character { }", """
                package shop;
                class IllegalStateException extends RuntimeException { private static final long serialVersionUID = 1; }
                """, """
                package shop;
                import dev.doge.annotations.*;
                class Shop {
                    @Task java.lang.Boolean a(@Input java.lang.Character x) { return x == 'x'; }
                    @Task boolean b(@DependsOn("a") boolean a, @Input("x") char y) { return a; }
                    @Task Boolean c() { return new Boolean(); }
                    @Task @Fallback("saved") String d(boolean b) { throw new java.lang.IllegalStateException("d"); }
                    String saved(java.lang.IllegalStateException why) { return why.getMessage() + "!"; }
                }
                """)
                .strict()
                .run()
                .silently()
                .graph("shop.ShopGraph");

        assertThat(Runs.run(graph.request(graph.ofNew(), "d", 'x'))).isEqualTo("d!");
    }

    @OnBothCompilers
    void a_class_in_the_unnamed_package_is_a_root(Compiler compiler) {
        GraphUnderTest graph = Compile.with(compiler)
                .sources("import dev.doge.annotations.*; class Shop { @Task String a() { return \"a\"; } }")
                .run()
                .graph("ShopGraph");

        assertThat(Runs.run(graph.request(graph.ofNew(), "a"))).isEqualTo("a");
    }

    @OnBothCompilers
    void names_that_are_no_identifiers_are_refused(Compiler compiler) {
        Marked.check(compiler, Sources.shop("""
                @Task(name = "best-price") String a() { return ""; } // DOGE009
                @Task(name = "class") String b() { return ""; } // DOGE009
                @Task(name = "1st") String c() { return ""; } // DOGE009
                @Task(name = " ") String d() { return ""; } // DOGE009
                @Task(name = "true") String e() { return ""; } // DOGE009
                @Task(name = "_") String f() { return ""; } // DOGE009
                @Task(name = "a.b") String g() { return ""; } // DOGE009
                @Task String h(@Input("user-id") long x1) { return ""; } // DOGE009
                @Task String i(@Input("null") long x2) { return ""; } // DOGE009
                @Task(name = "a\\nb") String j() { return ""; } // DOGE009
                @Task String k(@Input("new") long x3) { return ""; } // DOGE009
                """));
    }

    @OnBothCompilers
    void contextual_keywords_are_names(Compiler compiler) {
        GraphUnderTest graph =
                Compile.with(compiler).sources(Sources.shop("""
                @Task String record(@Input String var) { return var; }
                @Task String yield(String record, @Input int sealed) { return record + sealed; }
                @Task String permits(@DependsOn("yield") String when, @Input long module) { return when + module; }
                """)).strict().run().graph("shop.ShopGraph");

        assertThat(graph.keys()).containsEntry("permits", "String var, int sealed, long module");
        assertThat(Runs.run(graph.request(graph.ofNew(), "yield", "v", 1))).isEqualTo("v1");
    }

    @OnBothCompilers
    void names_in_other_scripts_are_names(Compiler compiler) {
        GraphUnderTest graph =
                Compile.with(compiler).sources(Sources.file("""
                class Größe {
                    @Task String straße(@Input String ñandú) { return ñandú; }
                    @Task String 価格(String straße) { return straße + "円"; }
                }
                """)).strict().run().graph("shop.GrößeGraph");

        assertThat(Runs.run(graph.request(graph.ofNew(), "価格", "x"))).isEqualTo("x円");
    }

    @OnBothCompilers
    void hostile_descriptions_stay_text(Compiler compiler) {
        Compiled compiled =
                Compile.with(compiler).sources(Sources.shop("""
                @Task(description = "*/ class Evil {} /* {@code } @param <script>alert(1)</script> \\\\u002a/ \\" \\n $L $$ %s \\u0000 \\ud800")
                String a(@Input String x) { return x; }
                """)).strict().run().silently();

        GraphUnderTest graph = compiled.graph("shop.ShopGraph");
        assertThat(Runs.run(graph.request(graph.ofNew(), "a", "x"))).isEqualTo("x");
    }

    @OnBothCompilers
    void deprecated_members_give_no_warning(Compiler compiler) {
        Compile.with(compiler).sources(Sources.shop("""
                @Deprecated record Old(int x) {}
                @Deprecated @Task String a(@Input String x) { return x; }
                @Deprecated(forRemoval = true) @Task String b(String a) { return a; }
                @Deprecated @Task Old c() { return new Old(1); }
                """)).strict().run().silently();
    }

    /** Only tasks were looked at. */
    @OnBothCompilers
    void deprecated_fallbacks_give_no_warning(Compiler compiler) {
        Compile.with(compiler).sources(Sources.shop("""
                @Task @Fallback("old") String a() { return ""; }
                @Deprecated(forRemoval = true) String old(Throwable why) { return ""; }
                """)).strict().run().silently();
        Compile.with(compiler).sources(Sources.shop("""
                @SuppressWarnings("serial") @Deprecated static class Old extends RuntimeException {}
                @Task @Fallback("spare") String a() { return ""; }
                String spare(Old why) { return ""; }
                """)).strict().run().silently();
    }

    @OnBothCompilers
    void a_deprecated_class_gives_no_warning(Compiler compiler) {
        Compile.with(compiler).sources(Sources.file("""
                @Deprecated(forRemoval = true) public class Shop {
                    @Task public String a(@Input String x) { return x; }
                }
                """)).strict().run().silently();
    }

    @OnBothCompilers
    void dollars_in_names_are_no_trouble(Compiler compiler) {
        GraphUnderTest graph =
                Compile.with(compiler).sources(Sources.shop("""
                @Task String $a(@Input String $x) { return $x; }
                @Task String b$L(String $a) { return $a; }
                """)).strict().run().graph("shop.ShopGraph");

        assertThat(Runs.run(graph.request(graph.ofNew(), "b$L", "x"))).isEqualTo("x");
    }
}
