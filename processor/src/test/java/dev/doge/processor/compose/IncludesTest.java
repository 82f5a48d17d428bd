package dev.doge.processor.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.processor.testing.Compile;
import dev.doge.processor.testing.Compiled;
import dev.doge.processor.testing.Compiler;
import dev.doge.processor.testing.GraphUnderTest;
import dev.doge.processor.testing.Json;
import dev.doge.processor.testing.Marked;
import dev.doge.processor.testing.OnBothCompilers;
import dev.doge.processor.testing.Runs;
import dev.doge.processor.testing.Sources;
import dev.doge.processor.testing.Writes;
import dev.doge.runtime.Graph;
import dev.doge.runtime.Request;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;

/** Task classes that include others of the same compilation. */
@Tag("B7")
class IncludesTest {
    private static final String USERS = Sources.file("""
            class UserTasks {
                @Task String user(@Input long userId) { return "u" + userId; }
                @Task String nick(String user) { return user + "?"; }
            }
            """);
    private static final String ORDERS = Sources.file("""
            @TaskGraph(includes = UserTasks.class)
            class OrderTasks {
                @Task List<String> orders(String user) { return List.of(user + "-1", user + "-2"); }
            }
            """);

    @OnBothCompilers
    void tasks_of_a_class_take_those_of_its_includes(Compiler compiler) {
        Compiled compiled = Compile.with(compiler)
                .sources(USERS, ORDERS, Sources.file("""
                        @TaskGraph(includes = {OrderTasks.class, UserTasks.class})
                        class Shop {
                            @Task String page(List<String> orders, String nick) { return nick + orders; }
                        }
                        """))
                .strict()
                .run()
                .silently();
        GraphUnderTest graph = compiled.graph("shop.ShopGraph");

        assertThat(graph.keys())
                .containsEntry("page", "long userId")
                .containsEntry("user", "long userId")
                .containsOnlyKeys("page", "orders", "user", "nick");
        assertThat(Runs.run(graph.request(graph.ofNew(), "page", 7L))).isEqualTo("u7?[u7-1, u7-2]");
    }

    @OnBothCompilers
    void a_class_that_is_reached_twice_is_one_instance(Compiler compiler) {
        GraphUnderTest graph = Compile.with(compiler)
                .sources(USERS, ORDERS, Sources.file("""
                        @TaskGraph(includes = UserTasks.class)
                        class Offers { @Task String offer(String user) { return "for " + user; } }
                        """), Sources.file("""
                        @TaskGraph(includes = {OrderTasks.class, Offers.class})
                        class Shop { @Task String page(List<String> orders, String offer) { return offer + orders; } }
                        """))
                .strict()
                .run()
                .silently()
                .graph("shop.ShopGraph");

        assertThat(Arrays.stream(graph.factory().getParameterTypes()).map(Class::getSimpleName))
                .containsExactly("Shop", "OrderTasks", "UserTasks", "Offers");
        assertThat(Runs.run(graph.request(graph.ofNew(), "page", 1L))).isEqualTo("for u1[u1-1, u1-2]");
    }

    @OnBothCompilers
    void an_empty_interface_composes(Compiler compiler) {
        GraphUnderTest graph = Compile.with(compiler)
                .sources(USERS, ORDERS, Sources.file("@TaskGraph(includes = OrderTasks.class) interface App {}"))
                .strict()
                .run()
                .silently()
                .graph("shop.AppGraph");

        assertThat(Arrays.stream(graph.factory().getParameterTypes()).map(Class::getSimpleName))
                .containsExactly("OrderTasks", "UserTasks");
        assertThat(Runs.run(graph.request(graph.ofNew(), "orders", 1L))).isEqualTo(List.of("u1-1", "u1-2"));
    }

    @Tag("B13")
    @OnBothCompilers
    void graphs_are_equal_when_all_their_task_objects_are_the_same(Compiler compiler) throws Exception {
        GraphUnderTest graph = Compile.with(compiler)
                .sources(USERS, ORDERS, Sources.file("@TaskGraph(includes = OrderTasks.class) interface App {}"))
                .run()
                .graph("shop.AppGraph");
        Object orders = GraphUnderTest.instance(graph.type().getClassLoader().loadClass("shop.OrderTasks"));
        Object users = GraphUnderTest.instance(graph.type().getClassLoader().loadClass("shop.UserTasks"));
        Object otherUsers =
                GraphUnderTest.instance(graph.type().getClassLoader().loadClass("shop.UserTasks"));

        assertThat(graph.of(orders, users))
                .isEqualTo(graph.of(orders, users))
                .hasSameHashCodeAs(graph.of(orders, users))
                .isNotEqualTo(graph.of(orders, otherUsers));
    }

    @OnBothCompilers
    void a_class_with_static_tasks_only_needs_no_instance(Compiler compiler) {
        GraphUnderTest graph = Compile.with(compiler)
                .sources(
                        Sources.file("class Times { @Task static String now() { return \"noon\"; } }"),
                        Sources.file(
                                "@TaskGraph(includes = Times.class) class Shop { @Task String page(String now) { return now; } }"))
                .strict()
                .run()
                .silently()
                .graph("shop.ShopGraph");

        assertThat(graph.factory().getParameterCount()).isOne();
        assertThat(Runs.run(graph.request(graph.ofNew(), "page"))).isEqualTo("noon");
    }

    @OnBothCompilers
    void a_task_is_the_same_task_in_every_graph(Compiler compiler) {
        Compiled compiled = Compile.with(compiler)
                .sources(
                        USERS,
                        ORDERS,
                        Sources.file(
                                "class Asks { static boolean same() { return OrderTasksGraph.USER.equals(UserTasksGraph.USER); } }"))
                .run();

        assertThat(compiled.call("shop.Asks", "same")).isEqualTo(true);
    }

    @OnBothCompilers
    void includes_may_be_written_by_another_processor_in_a_later_round(Compiler compiler) {
        GraphUnderTest graph = Compile.with(compiler)
                .sources(
                        Sources.file(
                                "@TaskGraph(includes = Written.class) class Shop { @Task String page(String late) { return late; } }"))
                .before(
                        new Writes(
                                "shop.Written",
                                "package shop; import dev.doge.annotations.*; class Written { @Task String late() { return \"late\"; } }"))
                .run()
                .graph("shop.ShopGraph");

        assertThat(Runs.run(graph.request(graph.ofNew(), "page"))).isEqualTo("late");
    }

    @OnBothCompilers
    void reports_tell_tasks_of_equal_names_apart(Compiler compiler) {
        Compiled compiled = Compile.with(compiler)
                .sources(
                        USERS,
                        Sources.file("class Admins { @Task String user() { return \"root\"; } }"),
                        Sources.file("""
                                @TaskGraph(includes = {UserTasks.class, Admins.class})
                                class Shop {
                                    @Task String page(@DependsOn("UserTasks.user") String x, @DependsOn("Admins.user") String y) { return x + y; }
                                }
                                """))
                .strict()
                .run()
                .silently();
        GraphUnderTest graph = compiled.graph("shop.ShopGraph");
        Request<?> page = graph.request(graph.ofNew(), "page", 3L);
        Graph made = page.graph();

        assertThat(graph.keys()).containsOnlyKeys("page", "userTasksUser", "nick", "adminsUser");
        assertThat(Runs.run(page)).isEqualTo("u3root");
        for (String json :
                new String[] {compiled.resources().get("META-INF/doge/shop.ShopGraph.json"), made.toJson()}) {
            assertThat(Json.objects(Objects.requireNonNull(Json.object(json).get("edges"))))
                    .extracting(edge -> edge.get("from") + " " + edge.get("to"))
                    .containsExactlyInAnyOrder("page UserTasks.user", "page Admins.user", "nick UserTasks.user");
        }
        assertThat(compiled.resources().get("META-INF/doge/shop.ShopGraph.mmd"))
                .isEqualTo(made.toMermaid())
                .contains("UserTasks_user_ --> page_");
    }

    @OnBothCompilers
    void a_task_that_hides_another_has_the_same_name_in_reports_and_at_run_time(Compiler compiler) {
        Compiled compiled =
                Compile.with(compiler).sources(USERS, Sources.file("""
                                @TaskGraph(includes = UserTasks.class)
                                class Shop {
                                    @Task String user() { return "own"; }
                                    @Task String page(String user, @DependsOn("UserTasks.user") String other) { return user + other; }
                                }
                                """)).run();
        GraphUnderTest graph = compiled.graph("shop.ShopGraph");
        Graph made = graph.request(graph.ofNew(), "page", 3L).graph();

        assertThat(compiled.resources().get("META-INF/doge/shop.ShopGraph.mmd"))
                .isEqualTo(made.toMermaid())
                .contains("  user_ --> page_")
                .contains("  UserTasks_user_ --> page_");
    }

    @OnBothCompilers
    void mistakes_in_includes_are_reported_once_and_there(Compiler compiler) {
        Marked.check(compiler, Sources.file("""
                        class UserTasks {
                            @Task String user(String nobody) { return nobody; } // DOGE002
                            @Task int count() { return 1; }
                        }
                        """), Sources.file("""
                        @TaskGraph(includes = UserTasks.class)
                        class Shop {
                            @Task String page(String user) { return user; }
                            @Task String other(String count) { return count; } // DOGE020
                        }
                        """));
    }

    @Tag("DOGE003")
    @OnBothCompilers
    void a_ring_through_a_partial_include_is_a_cycle(Compiler compiler) {
        Marked.check(compiler, Sources.file("""
                        @TaskGraph(partial = true)
                        class Part { @Task String b(String a) { return a; } } // DOGE003
                        """), Sources.file("""
                        @TaskGraph(includes = Part.class)
                        class Shop {
                            @Task String a(String c) { return c; }
                            @Task String c(
                                String b) { return b; }
                        }
                        """));
    }
}
