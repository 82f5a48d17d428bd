package dev.doge.processor.compose;

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

/** Which task or input a name means where several classes come together. */
@Tag("B7")
class NamesAndInputsTest {
    private static final String USERS =
            Sources.file("class UserTasks { @Task String user(@Input long id) { return \"u\" + id; } }");
    private static final String ORDERS =
            Sources.file("class OrderTasks { @Task String order(@Input long id) { return \"o\" + id; } }");
    private static final String PARTIAL = Sources.file("""
            @TaskGraph(partial = true)
            class Part {
                @Task String greeting(String user, @Input String locale) { return locale + " " + user; }
                @Task List<String> all(@DependsOn(value = "price", each = "skus", as = "sku") List<String> prices) { return prices; }
                @Task @DependsOn("warm") void last() {}
            }
            """);

    private static GraphUnderTest shop(Compiler compiler, String... sources) {
        return Compile.with(compiler).sources(sources).strict().run().silently().graph("shop.ShopGraph");
    }

    @OnBothCompilers
    void inputs_of_different_classes_are_one_if_the_root_pins_the_name(Compiler compiler) {
        GraphUnderTest graph = shop(compiler, USERS, ORDERS, Sources.file("""
                @TaskGraph(includes = {UserTasks.class, OrderTasks.class}, inputs = "id")
                class Shop { @Task String page(String user, String order) { return user + order; } }
                """));

        assertThat(graph.keys()).containsEntry("page", "long id");
        assertThat(Runs.run(graph.request(graph.ofNew(), "page", 1L))).isEqualTo("u1o1");
    }

    @OnBothCompilers
    void inputs_of_different_classes_are_one_if_the_root_reads_the_name(Compiler compiler) {
        GraphUnderTest graph = shop(compiler, USERS, ORDERS, Sources.file("""
                @TaskGraph(includes = {UserTasks.class, OrderTasks.class})
                class Shop { @Task String page(String user, String order, @Input long id) { return user + order + id; } }
                """));

        assertThat(graph.keys()).containsEntry("page", "long id").containsEntry("order", "long id");
    }

    @Tag("DOGE045")
    @OnBothCompilers
    void inputs_of_different_classes_are_two_otherwise(Compiler compiler) {
        Compiled compiled = Marked.check(compiler, USERS, ORDERS, Sources.file("""
                @TaskGraph(
                    includes = {
                        UserTasks.class,
                        OrderTasks.class}) // here
                interface Shop {}
                """.replace(
                        "@TaskGraph(", compiler == Compiler.ECJ ? "@TaskGraph( // DOGE045" : "@TaskGraph(")
                .replace("// here", compiler == Compiler.JAVAC ? "// DOGE045" : "")));

        assertThat(compiled.ours().get(0).message())
                .contains("inputs = {\"id\"}")
                .contains("bind = {\"userTasksId = UserTasks.id\", \"orderTasksId = OrderTasks.id\"}");
    }

    @OnBothCompilers
    void a_bound_input_has_its_new_name(Compiler compiler) {
        GraphUnderTest graph = shop(compiler, USERS, ORDERS, Sources.file("""
                @TaskGraph(includes = {UserTasks.class, OrderTasks.class}, bind = "userId = UserTasks.id", inputs = {"userId", "id"})
                class Shop { @Task String page(String user, String order) { return user + order; } }
                """));

        assertThat(graph.keys())
                .containsEntry("page", "long userId, long id")
                .containsEntry("user", "long userId")
                .containsEntry("order", "long id");
        assertThat(Runs.run(graph.request(graph.ofNew(), "page", 1L, 2L))).isEqualTo("u1o2");
    }

    @OnBothCompilers
    void inputs_that_are_bound_to_one_name_are_one(Compiler compiler) {
        GraphUnderTest graph = shop(compiler, USERS, ORDERS, Sources.file("""
                @TaskGraph(includes = {UserTasks.class, OrderTasks.class}, bind = {"key = UserTasks.id", "key = OrderTasks.id"})
                class Shop { @Task String page(String user, String order) { return user + order; } }
                """));

        assertThat(graph.keys()).containsEntry("page", "long key");
    }

    private static final String BINDING = Sources.file("""
            @TaskGraph(includes = UserTasks.class, bind = "userId = UserTasks.id", inputs = {"userId", "id"})
            class Binding { @Task String bound(String user, @Input long id) { return user + "-" + id; } }
            """);

    @OnBothCompilers
    void what_one_include_binds_is_bound_for_those_that_include_the_class_beside_it(Compiler compiler) {
        GraphUnderTest graph = shop(compiler, USERS, BINDING, Sources.file("""
                @TaskGraph(includes = {UserTasks.class, Binding.class}, inputs = {"userId", "id"})
                class Shop { @Task String page(String user, String bound) { return user + bound; } }
                """));

        assertThat(graph.keys())
                .containsEntry("page", "long userId, long id")
                .containsEntry("user", "long userId")
                .containsEntry("bound", "long userId, long id");
        assertThat(Runs.run(graph.request(graph.ofNew(), "page", 1L, 2L))).isEqualTo("u1u1-2");
    }

    @OnBothCompilers
    void the_root_renames_what_an_include_bound(Compiler compiler) {
        GraphUnderTest graph = shop(compiler, USERS, BINDING, Sources.file("""
                @TaskGraph(includes = Binding.class, bind = {"customer = Binding.userId", "order = Binding.id"}, inputs = {"customer", "order"})
                class Shop { @Task String page(String bound) { return bound; } }
                """));

        assertThat(graph.keys())
                .containsEntry("page", "long customer, long order")
                .containsEntry("user", "long customer");
    }

    @Tag("DOGE047")
    @OnBothCompilers
    void two_includes_that_bind_one_input_to_two_names_are_refused(Compiler compiler) {
        Marked.check(compiler, USERS, BINDING, Sources.file("""
                        @TaskGraph(includes = UserTasks.class, bind = "other = UserTasks.id")
                        class Second { @Task String second(String user) { return user; } }
                        """), Sources.file("""
                        @TaskGraph(includes = {Binding.class, Second.class}) // DOGE047
                        interface Shop {}
                        """), Sources.file("""
                        @SuppressWarnings("DOGE062")
                        @TaskGraph(includes = {Binding.class, Second.class}, bind = "userId = UserTasks.id")
                        interface Fine {}
                        """));
    }

    @OnBothCompilers
    void as_names_the_input_as_the_class_sees_it(Compiler compiler) {
        GraphUnderTest graph = shop(compiler, USERS, Sources.file("""
                @TaskGraph(includes = UserTasks.class, bind = "userId = UserTasks.id")
                class Shop {
                    @Task List<String> page(@DependsOn(value = "user", each = "ids", as = "userId") List<String> users, @Input List<Long> ids) {
                        return users;
                    }
                }
                """));

        assertThat(graph.keys()).containsEntry("page", "List<Long> ids");
        assertThat(Runs.run(graph.request(graph.ofNew(), "page", java.util.List.of(1L, 2L))))
                .isEqualTo(java.util.List.of("u1", "u2"));
    }

    @Tag("DOGE047")
    @OnBothCompilers
    void binds_that_name_nothing_are_refused(Compiler compiler) {
        for (String bind : new String[] {
            "userId",
            "userId = id",
            "a = b = UserTasks.id",
            "1d = UserTasks.id",
            "userId = Users.id",
            "userId = UserTasks.no",
            "page = UserTasks.id",
            "",
            "userId = UserTasks."
        }) {
            Marked.check(compiler, USERS, Sources.file("""
                    @TaskGraph(includes = UserTasks.class, bind = "%s") // DOGE047
                    class Shop { @Task String page(String user) { return user; } }
                    """.formatted(bind)));
        }
    }

    @OnBothCompilers
    void a_partial_class_takes_what_it_lacks_from_where_it_is_included(Compiler compiler) {
        Compiled compiled = Compile.with(compiler)
                .sources(PARTIAL, Sources.file("""
                        @TaskGraph(includes = Part.class)
                        class Shop {
                            @Task String user(@Input long userId) { return "u" + userId; }
                            @Task String price(@Input String sku) { return sku + "!"; }
                            @Task String skuText(@Input List<String> skus) { return "" + skus; }
                            @Task void warm() {}
                        }
                        """))
                .strict()
                .run();
        GraphUnderTest graph = compiled.graph("shop.ShopGraph");

        assertThat(compiled.errors()).isEmpty();
        assertThat(compiled.ours())
                .singleElement()
                .satisfies(note -> assertThat(note.id()).isEqualTo("DOGE018"));
        assertThat(graph.keys())
                .containsEntry("greeting", "long userId, String locale")
                .containsEntry("all", "List<String> skus");
        assertThat(compiled.generated().keySet())
                .contains("shop/PartGraphMetadata.java")
                .doesNotContain("shop/PartGraph.java");
        assertThat(Runs.run(graph.request(graph.ofNew(), "all", java.util.List.of("a"))))
                .isEqualTo(java.util.List.of("a!"));
    }

    @Tag("DOGE049")
    @OnBothCompilers
    void what_a_partial_class_lacks_is_said_with_its_type(Compiler compiler) {
        Compiled compiled = Marked.check(compiler, PARTIAL, Sources.file("""
                @TaskGraph(includes = Part.class) // DOGE049
                class Shop {
                    @Task String price(@Input String sku) { return sku + "!"; }
                    @Task String taken(String greeting) { return greeting; }
                }
                """));

        assertThat(compiled.ours().get(compiled.ours().size() - 1).message()
                        + compiled.ours().get(0).message())
                .contains("@Task String user(...)", "skus", "@Task void warm(...)");
    }

    @Tag("DOGE043")
    @OnBothCompilers
    void a_name_that_two_includes_have_is_qualified(Compiler compiler) {
        String others = Sources.file("class Others { @Task String user() { return \"other\"; } }");
        Marked.check(compiler, USERS, others, Sources.file("""
                @TaskGraph(includes = {UserTasks.class, Others.class})
                class Shop {
                    @Task String page(String user) { return user; } // DOGE043
                    @Task @DependsOn("user") void after() {} // DOGE043
                    @Task String fine(@DependsOn("shop.Others.user") String x) { return x; }
                    @Task String next(String page) { return page; }
                }
                """));
    }

    @Tag("DOGE046")
    @OnBothCompilers
    void an_own_task_hides_an_included_one(Compiler compiler) {
        Compiled compiled =
                Compile.with(compiler).sources(USERS, Sources.file("""
                        @TaskGraph(includes = UserTasks.class)
                        class Shop {
                            @Task String user() { return "mine"; }
                            @Task String page(String user, @DependsOn("UserTasks.user") String theirs) { return user + theirs; }
                        }
                        """)).run();
        GraphUnderTest graph = compiled.graph("shop.ShopGraph");

        assertThat(compiled.ours()).singleElement().satisfies(found -> {
            assertThat(found.id()).isEqualTo("DOGE046");
            assertThat(found.isWarning()).isTrue();
            assertThat(found.line()).isEqualTo(4);
        });
        assertThat(graph.keys())
                .containsOnlyKeys("user", "userTasksUser", "page")
                .containsEntry("user", "");
        assertThat(Runs.run(graph.request(graph.ofNew(), "page", 1L))).isEqualTo("mineu1");
    }

    @OnBothCompilers
    void constants_of_qualified_names_do_not_collide_unnoticed(Compiler compiler) {
        Marked.check(
                compiler,
                USERS,
                Sources.file("class Others { @Task String user() { return \"\"; } } // DOGE016"),
                Sources.file("""
                @TaskGraph(includes = {UserTasks.class, Others.class})
                class Shop { @Task String othersUser() { return ""; } }
                """));
    }

    @Tag("DOGE044")
    @OnBothCompilers
    void a_ring_of_includes_is_reported_once(Compiler compiler) {
        Marked.check(
                compiler,
                Sources.file("@TaskGraph(includes = C.class) class B { @Task String b() { return \"\"; } }"),
                Sources.file("@TaskGraph(includes = A.class) class C { @Task String c() { return \"\"; } } // DOGE044"),
                Sources.file("@TaskGraph(includes = B.class) class A { @Task String a() { return \"\"; } }"),
                Sources.file("@TaskGraph(includes = C.class) class D { @Task String d(String c) { return c; } }"),
                Sources.file(
                        "@TaskGraph(includes = E.class) class E { @Task String e() { return \"\"; } } // DOGE044"));
    }

    @Tag("DOGE040")
    @OnBothCompilers
    void what_is_no_task_class_is_not_included(Compiler compiler) {
        for (String type : new String[] {"String", "int", "String[]", "Base", "Generic", "Plain"}) {
            Marked.check(
                    compiler,
                    Sources.file("abstract class Base { @Task String a() { return \"\"; } }"),
                    Sources.file("class Generic<T> { @Task String a() { return \"\"; } }"),
                    Sources.file("class Plain { }"),
                    Sources.file("@TaskGraph(includes = " + type
                            + ".class) class Shop { @Task String page(String a) { return a; } } // DOGE040"));
        }
    }

    @Tag("DOGE061")
    @OnBothCompilers
    void a_task_that_no_root_needs_is_warned_of(Compiler compiler) {
        Compiled compiled =
                Compile.with(compiler).sources(USERS, Sources.file("""
                        @TaskGraph(includes = UserTasks.class, roots = {"page", "UserTasks.user"})
                        class Shop {
                            @Task String page(String title) { return title; }
                            @Task String title() { return ""; }
                            @Task String old(String title) { return title; }
                        }
                        """)).run().succeeded();

        assertThat(compiled.ours()).singleElement().satisfies(found -> {
            assertThat(found.id()).isEqualTo("DOGE061");
            assertThat(found.line()).isEqualTo(6);
        });
        Marked.check(
                compiler,
                Sources.shop("@Task String a() { return \"\"; }")
                        .replace("class Shop", "@TaskGraph(roots = \"b\") class Shop")
                        .replace("class Shop {", "class Shop { // DOGE002"));
    }
}
