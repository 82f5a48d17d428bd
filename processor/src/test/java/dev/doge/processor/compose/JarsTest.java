package dev.doge.processor.compose;

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
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

/** Task classes that include class files: their names come from metadata, since class files here hold none. */
@Tag("B7")
class JarsTest {
    private static final String USERS = """
            package lib;
            import dev.doge.annotations.*;
            public class UserTasks {
                @Task public String user(@Input("id") long number) { return "u" + number; }
                @Task public static String greeting(String user) { return "Hello " + user; }
            }
            """;
    private static final String ORDERS = """
            package lib;
            import dev.doge.annotations.*;
            @TaskGraph(includes = UserTasks.class, bind = "userId = UserTasks.id")
            public class OrderTasks {
                @Task public String order(String user, @Input("id") int nr) { return user + "-" + nr; }
            }
            """;
    private static final String SHOP = Sources.file("""
            @TaskGraph(includes = lib.OrderTasks.class, inputs = {"userId", "id"})
            class Shop {
                @Task String page(String order, String greeting) { return greeting + ": " + order; }
            }
            """);

    private static Path library(Compiler compiler, String... sources) {
        return Compile.with(compiler)
                .sources(sources)
                .withoutParameterNames()
                .run()
                .succeeded()
                .classes();
    }

    @OnBothCompilers
    void a_class_file_is_included_as_its_source_is(Compiler compiler) {
        Compiled whole = Compile.with(compiler)
                .sources(USERS, ORDERS, SHOP)
                .strict()
                .run()
                .silently();
        Compiled second = Compile.with(compiler)
                .sources(SHOP)
                .classPath(library(compiler, USERS, ORDERS))
                .strict()
                .run()
                .silently();
        GraphUnderTest graph = second.graph("shop.ShopGraph");

        assertThat(second.generated("shop.ShopGraph")).isEqualTo(whole.generated("shop.ShopGraph"));
        assertThat(graph.keys())
                .containsEntry("page", "long userId, int id")
                .containsEntry("greeting", "long userId")
                .containsEntry("order", "long userId, int id");
        assertThat(Runs.run(graph.request(graph.ofNew(), "page", 1L, 2))).isEqualTo("Hello u1: u1-2");
    }

    @OnBothCompilers
    void a_composed_graph_of_one_library_is_included_by_another(Compiler compiler) {
        Path users = library(compiler, USERS);
        Path orders = Compile.with(compiler)
                .sources(ORDERS)
                .classPath(users)
                .withoutParameterNames()
                .run()
                .succeeded()
                .classes();

        GraphUnderTest graph = Compile.with(compiler)
                .sources(SHOP)
                .classPath(users, orders)
                .run()
                .silently()
                .graph("shop.ShopGraph");

        assertThat(Runs.run(graph.request(graph.ofNew(), "page", 1L, 2))).isEqualTo("Hello u1: u1-2");
    }

    @OnBothCompilers
    void a_partial_class_file_finds_its_names_where_it_is_included(Compiler compiler) {
        Path library = library(compiler, """
                package lib;
                import dev.doge.annotations.*;
                @TaskGraph(partial = true)
                public class Greetings { @Task public String greeting(String user) { return "Hello " + user; } }
                """);

        GraphUnderTest graph = Compile.with(compiler)
                .sources(Sources.file("""
                        @TaskGraph(includes = lib.Greetings.class)
                        class Shop {
                            @Task String user(@Input long userId) { return "u" + userId; }
                            @Task String page(String greeting) { return greeting + "!"; }
                        }
                        """))
                .classPath(library)
                .strict()
                .run()
                .silently()
                .graph("shop.ShopGraph");

        assertThat(Runs.run(graph.request(graph.ofNew(), "page", 1L))).isEqualTo("Hello u1!");
    }

    @OnBothCompilers
    void mistakes_that_concern_a_class_file_are_reported_where_it_is_included(Compiler compiler) {
        Path library = library(compiler, """
                package lib;
                import dev.doge.annotations.*;
                @TaskGraph(partial = true)
                public class Greetings { @Task public String greeting(String user) { return "Hello " + user; } }
                """);

        Marked.check(
                Compile.with(compiler).classPath(library),
                Sources.file("@TaskGraph(includes = lib.Greetings.class) class Shop { } // DOGE049"),
                Sources.file("""
                        @TaskGraph(includes = lib.Greetings.class) // DOGE020
                        class Other { @Task int user() { return 1; } }
                        """));
    }

    @Tag("DOGE012")
    @OnBothCompilers
    void tasks_that_the_generated_class_cannot_call_are_refused(Compiler compiler) {
        Path library = library(compiler, """
                package lib;
                import dev.doge.annotations.*;
                public class Near { @Task String near() { return ""; } @Task public String far() { return ""; } }
                """, """
                package lib;
                import dev.doge.annotations.*;
                class Hidden { @Task public String hidden() { return ""; } }
                """, """
                package lib;
                import dev.doge.annotations.*;
                @TaskGraph(includes = Hidden.class)
                public class Open { @Task public String open(String hidden) { return hidden; } }
                """);

        Marked.check(
                Compile.with(compiler).classPath(library),
                Sources.file("@TaskGraph(includes = lib.Near.class)\nclass One { } // DOGE012"),
                Sources.file("@TaskGraph(includes = lib.Open.class)\nclass Two { } // DOGE012"));
    }

    /** The generated class called it nevertheless, and did not compile. */
    @Tag("DOGE012")
    @OnBothCompilers
    void fallbacks_that_the_generated_class_cannot_call_are_refused(Compiler compiler) {
        Path library = library(compiler, """
                package lib;
                import dev.doge.annotations.*;
                public class Near {
                    @Task @Fallback("none") public String near() { return ""; }
                    String none() { return ""; }
                }
                """, """
                package lib;
                import dev.doge.annotations.*;
                public class Base {
                    @Task @Fallback("guarded") public String base() { return ""; }
                    protected String guarded() { return ""; }
                }
                """, """
                package lib;
                public class Plain { protected String guarded() { return ""; } }
                """);

        Compiled compiled = Marked.check(
                Compile.with(compiler).classPath(library),
                Sources.file("@TaskGraph(includes = lib.Near.class)\nclass One { } // DOGE012"),
                Sources.file("class Two extends lib.Base { // DOGE012\n@Task String two() { return \"\"; }\n}"),
                Sources.file("""
                        class Three extends lib.Base {
                            @Override protected String guarded() { return ""; }
                            @Task String three(String base) { return base; }
                        }
                        """),
                Sources.file("""
                        class Four extends lib.Plain { // DOGE012
                            @Task @Fallback("guarded") String four() { return ""; }
                        }
                        """));

        assertThat(compiled.ours()).extracting(Reported::message).containsExactlyInAnyOrder("""
                [DOGE012] the fallback of the included task near is not accessible from shop
                    Near.none() is package-private in lib
                  help: make it public""", """
                [DOGE012] the fallback of the inherited task base is not accessible from shop
                    Base.guarded() is protected in lib
                  help: make it public, or override it in Two""", """
                [DOGE012] the fallback of the task four is not accessible from shop
                    Plain.guarded() is protected in lib
                  help: make it public, or override it in Four""");
    }

    /** What annotates types inside a parameter is lost in class files; that the source of a fan-out may be null is not. */
    @Tag("DOGE023")
    @OnBothCompilers
    void a_fan_out_over_null_in_a_class_file_is_refused(Compiler compiler) {
        Path library = library(compiler, """
                package lib;
                import dev.doge.annotations.*;
                import java.util.List;
                import org.jspecify.annotations.Nullable;
                public abstract class Base {
                    @Task public @Nullable List<String> none() { return null; }
                    @Task public List<String> some() { return List.of(); }
                    @Task public @Nullable String one(@Input String item) { return null; }
                    @Task public String sound(@Input String item) { return item; }
                    @Task public String a(@DependsOn(value = "sound", each = "none", as = "item") List<String> xs) { return ""; }
                    @Task public String b(@DependsOn(value = "one", each = "some", as = "item") List<@Nullable String> xs) { return ""; }
                }
                """);

        Marked.check(
                Compile.with(compiler).classPath(library),
                Sources.file("class Shop extends lib.Base { // DOGE023\n@Task String own() { return \"\"; }\n}"));
    }

    @Tag("DOGE017")
    @OnBothCompilers
    void types_that_the_generated_class_cannot_name_are_refused(Compiler compiler) {
        Path library = library(compiler, """
                package lib;
                class Secret { }
                """, """
                package lib;
                import dev.doge.annotations.*;
                public class Keeper { @Task public Secret secret() { return new Secret(); } }
                """);

        Marked.check(
                Compile.with(compiler).classPath(library),
                Sources.file("@TaskGraph(includes = lib.Keeper.class) // DOGE017\nclass One { }"));
    }

    @Tag("DOGE040")
    @OnBothCompilers
    void a_class_file_without_metadata_is_refused(Compiler compiler) {
        Path library = Compile.with(compiler)
                .sources(USERS)
                .options("-proc:none")
                .run()
                .succeeded()
                .classes();

        Marked.check(Compile.with(compiler).classPath(library), Sources.file("""
                        @TaskGraph(includes = lib.UserTasks.class) // DOGE040
                        class Shop {
                            @Task String page(String user) { return user; }
                            @Task int other(String fine) { return 1; }
                            @Task String fine() { return ""; }
                        }
                        """));
    }

    @Tag("DOGE041")
    @OnBothCompilers
    void a_task_that_metadata_does_not_know_is_refused(Compiler compiler) {
        Path library = library(compiler, """
                package lib;
                import dev.doge.annotations.*;
                public class Parent extends Old { @Task public String own() { return ""; } }
                """, """
                package lib;
                public class Old { }
                """);
        Path newer = Compile.with(compiler)
                .sources("""
                        package lib;
                        import dev.doge.annotations.*;
                        public class Old { @Task public String late(String own) { return own; } }
                        """)
                .options("-proc:none")
                .run()
                .succeeded()
                .classes();

        Marked.check(
                Compile.with(compiler).classPath(newer, library),
                Sources.file("@TaskGraph(includes = lib.Parent.class) // DOGE041\nclass Shop { }"));
    }
}
