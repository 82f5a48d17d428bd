package dev.doge.processor.citizen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.processor.testing.BreaksOff;
import dev.doge.processor.testing.Compile;
import dev.doge.processor.testing.Compiled;
import dev.doge.processor.testing.Compiler;
import dev.doge.processor.testing.GraphUnderTest;
import dev.doge.processor.testing.Libraries;
import dev.doge.processor.testing.OnBothCompilers;
import dev.doge.processor.testing.Recording;
import dev.doge.processor.testing.Reported;
import dev.doge.processor.testing.Runs;
import dev.doge.processor.testing.Sources;
import dev.doge.processor.testing.Writes;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("3.4")
class GoodCitizenTest {
    private static final String SHOP = Sources.shop("""
            @Task String user(@Input long userId) { return "u" + userId; }
            @Task String page(String user) { return user + "!"; }
            """);

    @OnBothCompilers
    void each_output_has_one_originating_element(Compiler compiler) {
        Recording filer = new Recording();

        Compile.with(compiler)
                .sources(SHOP, Sources.file("class Outer { static class Inner { @Task String a() { return \"\"; } } }"))
                .inside(filer::over)
                .run()
                .succeeded();

        assertThat(filer.origins()).isNotEmpty();
        assertThat(filer.origins().values()).allMatch(origins -> origins.size() == 1);
        assertThat(filer.origins()).containsEntry("shop.ShopGraph", List.of("shop.Shop"));
    }

    @OnBothCompilers
    void two_compilations_give_the_same_bytes(Compiler compiler) {
        Compiled first = Compile.compile(compiler, SHOP).succeeded();
        Compiled second = Compile.compile(compiler, SHOP).succeeded();

        assertThat(second.generated()).isEqualTo(first.generated());
        assertThat(second.resources()).isEqualTo(first.resources());
    }

    @Test
    void both_compilers_see_the_same_generated_code() {
        assertThat(Compile.compile(Compiler.ECJ, SHOP).generated())
                .isEqualTo(Compile.compile(Compiler.JAVAC, SHOP).generated());
        assertThat(Compile.compile(Compiler.ECJ, SHOP).resources())
                .isEqualTo(Compile.compile(Compiler.JAVAC, SHOP).resources());
    }

    @Test
    void nothing_is_warned_of_but_what_javac_warns_of_whenever_no_annotation_is_claimed() {
        Compiled compiled = Compile.with(Compiler.JAVAC)
                .sources("""
                        package shop;

                        import dev.doge.annotations.DependsOn;
                        import dev.doge.annotations.Input;
                        import dev.doge.annotations.Task;
                        import dev.doge.annotations.TaskGraph;

                        @TaskGraph(inputs = "userId")
                        class Shop {
                            @Task
                            String user(@Input long userId) {
                                return "u" + userId;
                            }

                            @Task
                            String page(@DependsOn("user") String who) {
                                return who;
                            }
                        }
                        """)
                .options("-Xlint:all,-processing", "-Werror", "-Adoge.reports=text")
                .run();

        assertThat(compiled.reported()).as(compiled::toString).isEmpty();
        assertThat(compiled.success()).isTrue();
    }

    /** The runtime that a module requires for itself alone was blamed on the generated class. */
    @Test
    void a_module_that_requires_the_runtime_for_itself_is_not_warned_of_it() {
        String path = Libraries.all().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        Compile.with(Compiler.JAVAC)
                .sources("""
                        module shop {
                            requires static transitive dev.doge.annotations;
                            requires dev.doge.runtime;

                            exports shop;
                        }
                        """, """
                        package shop;

                        import dev.doge.annotations.Input;
                        import dev.doge.annotations.Task;

                        public class Shop {
                            public Shop() {}

                            @Task
                            public String user(@Input long userId) {
                                return "u" + userId;
                            }
                        }
                        """)
                .options("--module-path", path)
                .strict()
                .run()
                .silently();
    }

    @OnBothCompilers
    void nothing_is_printed(Compiler compiler) {
        Compile.compile(compiler, SHOP).silently();
    }

    @OnBothCompilers
    void a_task_class_may_hold_its_own_graph(Compiler compiler) {
        GraphUnderTest graph = Compile.compile(compiler, Sources.shop("""
                private final ShopGraph graph = ShopGraph.of(this);
                Shop() {}
                Shop(ShopGraph other) { graph.toString(); }
                ShopGraph graph() { return graph; }
                static class Page { ShopGraph of; Optional<ShopGraph> maybe; }
                @Task String a(@Input String x) { return x + graph.tasks().size(); }
                """)).graph("shop.ShopGraph");

        assertThat(Runs.run(graph.request(graph.ofNew(), "a", "x"))).isEqualTo("x1");
    }

    @OnBothCompilers
    void a_type_that_another_processor_writes_later_may_be_a_value(Compiler compiler) {
        GraphUnderTest graph = Compile.with(compiler)
                .sources(Sources.shop("""
                        @Task Price price(@Input String sku) { return new Price(sku); }
                        @Task String page(Price price) { return price.sku(); }
                        """))
                .after(new Writes("shop.Price", "package shop; record Price(String sku) {}"))
                .run()
                .graph("shop.ShopGraph");

        assertThat(Runs.run(graph.request(graph.ofNew(), "page", "x"))).isEqualTo("x");
    }

    /** The graph of the include, which was written a round before, counted as a class of the user's, and nothing was said. */
    @OnBothCompilers
    void a_class_that_waits_for_a_type_may_include_one_that_did_not(Compiler compiler) {
        GraphUnderTest graph = Compile.with(compiler)
                .sources(Sources.file("class Users { @Task String user() { return \"u\"; } }"), Sources.file("""
                        @TaskGraph(includes = Users.class)
                        class Shop {
                            @Task Price price(String user) { return new Price(user + "1"); }
                            @Task String page(Price price) { return price.sku(); }
                        }
                        """))
                .after(new Writes("shop.Price", "package shop; record Price(String sku) {}"))
                .run()
                .silently()
                .graph("shop.ShopGraph");

        assertThat(Runs.run(graph.request(graph.ofNew(), "page"))).isEqualTo("u1");
    }

    @OnBothCompilers
    void a_base_that_another_processor_writes_later_is_read(Compiler compiler) {
        GraphUnderTest graph = Compile.with(compiler)
                .sources(Sources.file("class Shop extends Written { @Task String page(String user) { return user; } }"))
                .after(
                        new Writes(
                                "shop.Written",
                                "package shop; class Written { @dev.doge.annotations.Task String user(@dev.doge.annotations.Input long id) { return \"u\" + id; } }"))
                .run()
                .graph("shop.ShopGraph");

        assertThat(graph.keys()).containsEntry("page", "long id");
    }

    @OnBothCompilers
    void a_task_class_that_another_processor_writes_has_a_graph(Compiler compiler) {
        GraphUnderTest graph = Compile.with(compiler)
                .sources("package shop; class Seed {}")
                .after(new Writes(
                        "shop.Written",
                        "package shop; class Written { @dev.doge.annotations.Task String a() { return \"a\"; } }"))
                .run()
                .graph("shop.WrittenGraph");

        assertThat(graph.keys()).containsOnlyKeys("a");
    }

    @OnBothCompilers
    void another_processor_may_wait_for_our_graph(Compiler compiler) {
        Compiled compiled = Compile.with(compiler)
                .sources(SHOP)
                .before(new Writes("shop.Uses", "package shop; class Uses { ShopGraph graph; }", "shop.ShopGraph"))
                .run()
                .succeeded();

        assertThat(compiled.generated()).containsKeys("shop/ShopGraph.java", "shop/Uses.java");
    }

    @OnBothCompilers
    void errors_of_the_compiler_stay_visible_and_hide_none_of_ours(Compiler compiler) {
        Compiled compiled = Compile.compile(compiler, Sources.file("""
                class Broken { Missing missing() { return 1 + ; } }
                """), SHOP);
        assertThat(compiled.success()).isFalse();
        assertThat(compiled.ours()).as(compiled::toString).isEmpty();
        assertThat(compiled.allErrors()).isNotEmpty();
    }

    @OnBothCompilers
    void a_missing_type_in_a_signature_is_the_compilers_error_alone(Compiler compiler) {
        Compiled compiled = Compile.compile(compiler, Sources.shop("""
                @Task Missing a() { return null; }
                @Task String b(Missing a) { return ""; }
                @Task String c(@Input List<Missing> x) { return ""; }
                """));

        assertThat(compiled.success()).isFalse();
        assertThat(compiled.ours()).as(compiled::toString).isEmpty();
        assertThat(compiled.allErrors())
                .as(compiled::toString)
                .anyMatch(error -> error.message().contains("Missing"));
    }

    @OnBothCompilers
    void a_missing_type_elsewhere_hides_no_error_of_ours(Compiler compiler) {
        Compiled compiled = Compile.compile(compiler, Sources.shop("""
                Missing field;
                @Task String a(String nowhere) { return ""; }
                """));

        assertThat(compiled.ours()).extracting(Reported::id).containsExactly("DOGE002");
    }

    @OnBothCompilers
    void a_broken_base_is_the_compilers_error_alone(Compiler compiler) {
        Compiled compiled = Compile.compile(
                compiler, Sources.file("class Shop extends Missing { @Task String a(String b) { return b; } }"));

        assertThat(compiled.success()).isFalse();
        assertThat(compiled.ours()).as(compiled::toString).isEmpty();
        assertThat(compiled.allErrors()).anyMatch(error -> error.message().contains("Missing"));
    }

    @OnBothCompilers
    void nothing_of_a_wrong_graph_is_generated(Compiler compiler) {
        Compiled compiled = Compile.compile(
                compiler,
                Sources.shop("@Task String a(String nowhere) { return \"\"; }"),
                Sources.file("class Fine { @Task String a() { return \"\"; } }"));

        assertThat(compiled.generated()).doesNotContainKey("shop/ShopGraph.java");
        assertThat(compiled.allErrors()).hasSize(1);
    }

    @OnBothCompilers
    void a_use_of_a_graph_that_could_not_be_made_does_not_hide_why(Compiler compiler) {
        Compiled compiled = Compile.compile(
                compiler,
                Sources.shop("@Task String a(String nowhere) { return \"\"; }"),
                Sources.file("class Uses { Object x() { return ShopGraph.of(new Shop()); } }"));

        assertThat(compiled.ours()).extracting(Reported::id).containsExactly("DOGE002");
    }

    @OnBothCompilers
    void the_constructor_carries_Inject_when_an_inject_api_is_there(Compiler compiler) {
        String jakarta = "package jakarta.inject; public @interface Inject {}";
        String javax = "package javax.inject; public @interface Inject {}";

        assertThat(Compile.compile(compiler, SHOP).generated("shop.ShopGraph")).doesNotContain("Inject");
        assertThat(Compile.compile(compiler, SHOP, javax).generated("shop.ShopGraph"))
                .contains("import javax.inject.Inject;")
                .containsOnlyOnce("@Inject\n");
        assertThat(Compile.compile(compiler, SHOP, javax, jakarta).generated("shop.ShopGraph"))
                .contains("import jakarta.inject.Inject;")
                .containsOnlyOnce("@Inject\n");
    }

    /** A missing class escaped as a raw stack trace of the compiler's. */
    @OnBothCompilers
    void an_error_of_the_JVM_is_an_internal_error_at_the_class(Compiler compiler) {
        Compiled compiled = Compile.with(compiler)
                .sources(SHOP)
                .inside(BreaksOff::byALinkageError)
                .run();

        assertThat(compiled.ours())
                .as(compiled::toString)
                .extracting(Reported::id)
                .containsExactly("DOGE999");
        assertThat(compiled.ours().get(0).message()).contains("NoClassDefFoundError: planted", "phase: write");
    }
}
