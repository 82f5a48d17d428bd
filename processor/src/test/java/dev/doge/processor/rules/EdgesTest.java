package dev.doge.processor.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.processor.testing.Compile;
import dev.doge.processor.testing.Compiled;
import dev.doge.processor.testing.Compiler;
import dev.doge.processor.testing.GraphUnderTest;
import dev.doge.processor.testing.Json;
import dev.doge.processor.testing.Marked;
import dev.doge.processor.testing.OnBothCompilers;
import dev.doge.processor.testing.Reported;
import dev.doge.processor.testing.Runs;
import dev.doge.processor.testing.Sources;
import dev.doge.runtime.Graph;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;

/** How a parameter takes a task, and what its key is made of then. */
class EdgesTest {
    private static Compiled shop(Compiler compiler, String body) {
        return Compile.compile(compiler, Sources.shop(body));
    }

    /** Compiles, and returns the graph; nothing may have been said. */
    private static GraphUnderTest graph(Compiler compiler, String body) {
        return shop(compiler, body).silently().graph("shop.ShopGraph");
    }

    /** Compiles something with one mistake. */
    private static void wrong(Compiler compiler, String id, String body) {
        Compiled compiled = shop(compiler, body);
        assertThat(compiled.allErrors())
                .as(compiled.toString())
                .extracting(Reported::id)
                .containsExactly(id);
    }

    private static final String BASICS = """
            @Task String user(@Input long id) { return "" + id; }
            @Task boolean premium(String user) { return true; }
            @Task @When("premium") String gift(String user) { return user; }
            @Task Optional<String> maybe(String user) { return Optional.of(user); }
            @Task @When("premium") Optional<String> both(String user) { return Optional.of(user); }
            @Task int price(@Input String sku, @Input int percent) { return percent; }
            @Task List<String> skus(String user) { return List.of(user); }
            @Task void warm(String user) {}
            """;

    @OnBothCompilers
    @Tag("B4")
    void wrappers_take_a_value_in_their_own_way(Compiler compiler) {
        GraphUnderTest graph = graph(compiler, BASICS + """
                @Task String page(
                        String user,
                        @DependsOn("gift") Optional<String> gift,
                        @DependsOn("gift") Outcome<String> how,
                        @DependsOn("gift") Lazy<Optional<String>> later,
                        @DependsOn("gift") Lazy<Outcome<String>> laterHow,
                        @DependsOn("user") Lazy<String> bare,
                        Optional<String> maybe,
                        @DependsOn("maybe") Lazy<Optional<String>> lazyMaybe,
                        @DependsOn("maybe") Outcome<Optional<String>> howMaybe,
                        Optional<String> both,
                        TaskContext context,
                        @DependsOn(value = "price", as = "sku") OnDemand<String, Integer> prices,
                        @DependsOn(value = "price", as = "sku") OnDemand<String, Outcome<Integer>> hows) { return ""; }
                """);

        assertThat(graph.keys()).containsEntry("page", "long id, int percent").containsEntry("gift", "long id");
        assertThat(graph.requestType("gift")).contains("Optional");
        assertThat(graph.requestType("both")).contains("Optional").doesNotContain("Optional<java.util.Optional");
    }

    @OnBothCompilers
    @Tag("B5")
    void each_lazy_and_on_demand_may_hold_an_optional_or_an_outcome(Compiler compiler) {
        graph(compiler, BASICS + """
                @Task boolean cheap(@Input String sku) { return true; }
                @Task @When("cheap") Integer deal(@Input String sku) { return 1; }
                @Task String list(@DependsOn(value = "deal", each = "skus", as = "sku") List<Optional<Integer>> deals) { return ""; }
                @Task String hows(@DependsOn(value = "deal", each = "skus", as = "sku") Map<String, Outcome<Integer>> deals) { return ""; }
                @Task String byKey(@DependsOn(value = "deal", each = "skus", as = "sku") Map<String, Optional<Integer>> deals) { return ""; }
                @Task String any(@DependsOn("deal") OnDemand<String, Optional<Integer>> deals) { return ""; }
                """);
    }

    @OnBothCompilers
    @Tag("B6")
    void with_binds_an_input_of_the_target_and_its_sources_come_into_the_key(Compiler compiler) {
        GraphUnderTest graph = graph(compiler, BASICS + """
                @Task String currency(@Input String country) { return country; }
                @Task double rate(@Input String base, @Input int day) { return 1; }
                @Task String one(@DependsOn(value = "rate", with = "base = currency") double rate) { return ""; }
                @Task String two(@DependsOn(value = "rate", with = {"day = today", "base = currency"}) double rate, @Input int today) { return ""; }
                @Task String lazily(@DependsOn(value = "rate", with = "base = currency") Lazy<Double> rate) { return ""; }
                @Task String softly(@DependsOn(value = "rate", with = "base = currency") Outcome<Double> rate) { return ""; }
                @Task String often(@DependsOn(value = "price", each = "skus", as = "sku", with = "percent = today") List<Integer> all, @Input int today) { return ""; }
                @Task String asked(@DependsOn(value = "price", as = "sku", with = "percent = today") OnDemand<String, Integer> all, @Input int today) { return ""; }
                """);

        assertThat(graph.keys())
                .containsEntry("one", "String country, int day")
                .containsEntry("two", "int today, String country")
                .containsEntry("lazily", "String country, int day")
                .containsEntry("softly", "String country, int day")
                .containsEntry("often", "long id, int today")
                .containsEntry("asked", "int today");
    }

    @OnBothCompilers
    @Tag("B14")
    void recursion_is_legal_through_on_demand_and_through_a_marked_fan_out(Compiler compiler) {
        GraphUnderTest graph = graph(compiler, """
                @Task long fib(@Input int n, @DependsOn("fib") OnDemand<Integer, Long> fib, @Input String salt) { return n; }
                @Task List<String> sources(@Input String module) { return List.of(); }
                @Task String build(@Input String module, @DependsOn(value = "build", each = "sources", as = "module", recursive = true) List<String> parts, @Input boolean debug) { return module; }
                @Task String solve(@Input String name, @DependsOn("lock") OnDemand<String, String> lock) { return name; }
                @Task String lock(@Input String path, @DependsOn("solve") OnDemand<String, String> solve) { return path; }
                """);

        assertThat(graph.keys())
                .containsEntry("fib", "int n, String salt")
                .containsEntry("build", "String module, boolean debug")
                .containsEntry("solve", "String name")
                .containsEntry("lock", "String path");
    }

    @OnBothCompilers
    @Tag("B14")
    void rings_that_cannot_end_are_errors(Compiler compiler) {
        wrong(
                compiler,
                "DOGE003",
                "@Task String a(@DependsOn(\"b\") Lazy<String> b) { return \"\"; } @Task String b(String a) { return a; }");
        wrong(
                compiler,
                "DOGE003",
                "@Task String a(@DependsOn(\"b\") Outcome<String> b) { return \"\"; } @Task String b(String a) { return a; }");
        wrong(
                compiler,
                "DOGE003",
                "@Task @When(\"b\") String a() { return \"\"; } @Task boolean b(Optional<String> a) { return true; }");
        wrong(
                compiler,
                "DOGE003",
                "@Task @Fallback(\"b\") String a() { return \"\"; } @Task String b(String a) { return a; }");
        wrong(
                compiler,
                "DOGE003",
                "@Task List<String> xs(@Input String s) { return List.of(); } @Task String a(@DependsOn(value = \"a\", each = \"xs\", as = \"s\") List<String> b) { return \"\"; }");
        wrong(
                compiler,
                "DOGE004",
                "@Task String half(@Input String s) { return s; } @Task String a(@Input String s, @DependsOn(value = \"a\", with = \"s = half\") String a) { return a; }");
    }

    @OnBothCompilers
    @Tag("B9")
    void a_context_is_no_part_of_the_key_and_comes_once(Compiler compiler) {
        assertThat(graph(compiler, "@Task String a(TaskContext context, @Input int n) { return \"\"; }")
                        .keys())
                .containsEntry("a", "int n");
        wrong(compiler, "DOGE027", "@Task String a(TaskContext one, TaskContext two) { return \"\"; }");
        wrong(compiler, "DOGE027", "@Task String a(@Input TaskContext one) { return \"\"; }");
    }

    @OnBothCompilers
    @Tag("B10")
    void conditions_come_into_the_key_after_the_parameters(Compiler compiler) {
        GraphUnderTest graph = graph(compiler, """
                @Task boolean open(@Input String shop) { return true; }
                @Task @When({"!closed", "open"}) @DependsOn("log") String sale(@Input int n) { return ""; }
                @Task void log(@Input String file, @Input boolean closed) {}
                @Task @DependsOn("sale") void after() {}
                """);

        assertThat(graph.keys()).containsEntry("sale", "int n, boolean closed, String shop, String file");
    }

    @OnBothCompilers
    @Tag("B10")
    void what_may_be_skipped_is_not_taken_bare(Compiler compiler) {
        for (String taken : new String[] {
            "String gift",
            "@DependsOn(\"gift\") Lazy<String> g",
            "@DependsOn(value = \"deal\", as = \"sku\") OnDemand<String, Integer> g",
            "@DependsOn(value = \"deal\", each = \"skus\", as = \"sku\") List<Integer> g",
            "@DependsOn(value = \"deal\", each = \"skus\", as = \"sku\") Map<String, Integer> g"
        }) {
            wrong(
                    compiler,
                    "DOGE030",
                    BASICS + "@Task @When(\"premium\") Integer deal(@Input String sku) { return 1; }\n"
                            + "@Task String taker(" + taken + ") { return \"\"; }");
        }
    }

    @OnBothCompilers
    @Tag("B10")
    void a_condition_is_a_boolean_task_or_input(Compiler compiler) {
        wrong(compiler, "DOGE053", BASICS + "@Task @When(\"premum\") String x() { return \"\"; }");
        wrong(compiler, "DOGE053", BASICS + "@Task @When(\"user\") String x() { return \"\"; }");
        wrong(compiler, "DOGE053", BASICS + "@Task @When(\"!id\") String x() { return \"\"; }");
        wrong(compiler, "DOGE053", BASICS + "@Task @When(\"\") String x() { return \"\"; }");
        wrong(
                compiler,
                "DOGE053",
                BASICS
                        + "@Task @When(\"premium\") boolean b() { return true; } @Task @When(\"b\") String x() { return \"\"; }");
    }

    @OnBothCompilers
    @Tag("B11")
    void a_fallback_is_a_method_or_a_task_that_yields_the_value(Compiler compiler) {
        GraphUnderTest graph = graph(compiler, BASICS + """
                @Task @Fallback("none") String a(String user, int n) { return user; }
                @Task int n(@Input int m) { return m; }
                String none(java.io.IOException why, int n) { return ""; }
                @Task @Fallback("nothing") String b() { return ""; }
                static String nothing() { return ""; }
                @Task @Fallback("a") String c() { return ""; }
                @Task @Fallback("later") CompletionStage<String> d(String user) { return null; }
                CompletionStage<String> later(String user, Throwable why) { return null; }
                @Task @Fallback("quiet") void e() {}
                void quiet(Exception why) {}
                """);

        assertThat(graph.keys())
                .containsEntry("a", "long id, int m")
                .containsEntry("c", "long id, int m")
                .containsEntry("b", "");
        wrong(compiler, "DOGE054", BASICS + "@Task @Fallback(\"none\") String x() { return \"\"; }");
        wrong(compiler, "DOGE054", BASICS + "@Task @Fallback(\"f\") String x() { return \"\"; } int f() { return 1; }");
        wrong(
                compiler,
                "DOGE054",
                BASICS + "@Task @Fallback(\"f\") String x() { return \"\"; } String f(String user) { return user; }");
        wrong(
                compiler,
                "DOGE054",
                BASICS
                        + "@Task @Fallback(\"f\") String x() { return \"\"; } String f(Throwable a, Exception b) { return null; }");
        wrong(
                compiler,
                "DOGE054",
                BASICS + "@Task @Fallback(\"f\") String x() { return \"\"; } private String f() { return null; }");
        wrong(
                compiler,
                "DOGE054",
                BASICS
                        + "@Task @Fallback(\"f\") String x() { return \"\"; } String f() { return null; } String f(Throwable t) { return null; }");
        wrong(
                compiler,
                "DOGE054",
                BASICS + "@Task @Fallback(\"n\") String x() { return \"\"; } @Task int n() { return 1; }");
        wrong(compiler, "DOGE054", BASICS + "@Task @Fallback(\"\") String x() { return \"\"; }");
        assertThat(Compile.compile(compiler, Sources.file("""
                                interface Face { static String none() { return ""; } }
                                class Shop implements Face { @Task @Fallback("none") String x() { return ""; } }
                                """)).allErrors())
                .as("a static method of an interface is not inherited")
                .extracting(Reported::id)
                .containsExactly("DOGE054");
    }

    /** The generated class names the type that a fallback takes. */
    @OnBothCompilers
    @Tag("B11")
    void a_fallback_takes_an_exception_that_the_generated_class_can_name(Compiler compiler) {
        Compiled compiled = Marked.check(compiler, Sources.shop("""
                @SuppressWarnings("serial") private static class Gone extends RuntimeException {}
                @Task @Fallback("spare") String a() { return ""; } // DOGE017
                String spare(Gone why) { return ""; }
                @Task @Fallback("other") String b() { return ""; }
                String other(Exception why) { return ""; }
                """));

        assertThat(compiled.ours()).extracting(Reported::message).containsExactly("""
                [DOGE017] the type Gone is not accessible from shop.ShopGraph
                    Shop.spare(Gone why) takes Gone, which is private in Shop
                  help: make Gone package-private""");
    }

    @OnBothCompilers
    void wrong_bindings_are_told_at_their_place(Compiler compiler) {
        String rate = BASICS
                + "@Task String currency(String user) { return user; } @Task double rate(@Input String base) { return 1; }\n";
        wrong(
                compiler,
                "DOGE047",
                rate + "@Task String x(@DependsOn(value = \"rate\", with = \"base\") double r) { return \"\"; }");
        wrong(
                compiler,
                "DOGE047",
                rate
                        + "@Task String x(@DependsOn(value = \"rate\", with = \"base = currency.code()\") double r) { return \"\"; }");
        wrong(
                compiler,
                "DOGE047",
                rate
                        + "@Task String x(@DependsOn(value = \"rate\", with = \"base = a = b\") double r) { return \"\"; }");
        wrong(
                compiler,
                "DOGE002",
                rate
                        + "@Task String x(@DependsOn(value = \"rate\", with = \"base = curency\") double r) { return \"\"; }");
        wrong(
                compiler,
                "DOGE035",
                rate
                        + "@Task String x(@DependsOn(value = \"rate\", with = \"bas = currency\") double r) { return \"\"; }");
        wrong(
                compiler,
                "DOGE037",
                rate + "@Task String x(@DependsOn(value = \"rate\", with = \"base = id\") double r) { return \"\"; }");
        wrong(
                compiler,
                "DOGE037",
                rate
                        + "@Task String x(@DependsOn(value = \"rate\", as = \"base\") OnDemand<Integer, Double> r) { return \"\"; }");
        wrong(
                compiler,
                "DOGE036",
                rate + "@Task String x(@DependsOn(\"rate\") OnDemand<Integer, Double> r) { return \"\"; }");
        wrong(
                compiler,
                "DOGE035",
                rate
                        + "@Task String x(@DependsOn(value = \"rate\", as = \"bass\") OnDemand<String, Double> r) { return \"\"; }");
        wrong(
                compiler,
                "DOGE038",
                rate
                        + "@Task String x(@DependsOn(value = \"rate\", with = {\"base = currency\", \"base = user\"}) double r) { return \"\"; }");
        wrong(
                compiler,
                "DOGE038",
                rate + "@Task String x(@DependsOn(value = \"rate\", as = \"base\") double r) { return \"\"; }");
        wrong(
                compiler,
                "DOGE038",
                rate + "@Task String x(@DependsOn(value = \"currency\", recursive = true) String c) { return \"\"; }");
        wrong(
                compiler,
                "DOGE039",
                rate
                        + "@Task String x(@DependsOn(value = \"rate\", with = \"base = gift\") double r) { return \"\"; }");
        wrong(
                compiler,
                "DOGE039",
                rate
                        + "@Task @When(\"premium\") List<String> wishes() { return null; } @Task String x(@DependsOn(value = \"rate\", each = \"wishes\", as = \"base\") List<Double> r) { return \"\"; }");
    }

    @OnBothCompilers
    void wrappers_are_written_in_full_and_do_not_nest(Compiler compiler) {
        wrong(compiler, "DOGE031", BASICS + "@Task String x(@DependsOn(\"user\") Lazy u) { return \"\"; }");
        wrong(compiler, "DOGE031", BASICS + "@Task String x(@DependsOn(\"price\") OnDemand u) { return \"\"; }");
        wrong(
                compiler,
                "DOGE026",
                BASICS + "@Task String x(@DependsOn(\"user\") Lazy<Lazy<String>> u) { return \"\"; }");
        wrong(
                compiler,
                "DOGE026",
                BASICS + "@Task String x(@DependsOn(\"user\") Optional<Outcome<String>> u) { return \"\"; }");
        wrong(
                compiler,
                "DOGE026",
                BASICS + "@Task String x(@DependsOn(\"user\") Outcome<Optional<String>> u) { return \"\"; }");
        wrong(
                compiler,
                "DOGE026",
                BASICS + "@Task String x(@DependsOn(\"maybe\") Optional<Optional<String>> u) { return \"\"; }");
        wrong(
                compiler,
                "DOGE026",
                BASICS
                        + "@Task String x(@DependsOn(value = \"price\", each = \"skus\", as = \"sku\") List<Lazy<Integer>> u) { return \"\"; }");
        wrong(compiler, "DOGE020", BASICS + "@Task String x(@DependsOn(\"user\") Lazy<Integer> u) { return \"\"; }");
        wrong(
                compiler,
                "DOGE020",
                BASICS
                        + "@Task String x(@DependsOn(value = \"price\", as = \"sku\") OnDemand<String, Outcome<Long>> u) { return \"\"; }");
        wrong(compiler, "DOGE024", BASICS + "@Task String x(@DependsOn(\"warm\") Lazy<Void> u) { return \"\"; }");
        wrong(
                compiler,
                "DOGE023",
                "@Task @Nullable String n() { return null; } @Task String x(@DependsOn(\"n\") Lazy<String> u) { return \"\"; }");
        wrong(compiler, "DOGE007", "@Task Lazy<String> n() { return null; }");
        wrong(compiler, "DOGE011", "@When(\"x\") String n() { return null; } @Task String a() { return null; }");
    }

    @OnBothCompilers
    void an_input_that_means_two_values_is_worth_a_warning(Compiler compiler) {
        Compiled compiled = shop(compiler, BASICS + """
                @Task String base(String user) { return user; }
                @Task int two(@Input String sku, @DependsOn(value = "price", with = "sku = base") int other) { return 1; }
                """);

        assertThat(compiled.succeeded().ours()).extracting(Reported::id).containsExactly("DOGE065");
    }

    @OnBothCompilers
    void an_optional_that_is_never_empty_is_worth_a_warning(Compiler compiler) {
        Compiled compiled = shop(compiler, BASICS + """
                @Task String a(@DependsOn("user") Lazy<Optional<String>> u) { return ""; }
                @Task String b(@DependsOn(value = "price", each = "skus", as = "sku") List<Optional<Integer>> u) { return ""; }
                """);

        assertThat(compiled.succeeded().ours()).extracting(Reported::id).containsExactly("DOGE063", "DOGE063");
    }

    @OnBothCompilers
    @Tag("B4")
    @Tag("B6")
    @Tag("B10")
    @Tag("B11")
    void bodies_see_what_the_edges_say(Compiler compiler) {
        GraphUnderTest graph = graph(compiler, BASICS + """
                @Task boolean poor(String user) { return false; }
                @Task @When("poor") String alms(String user) { return "never"; }
                @Task @Fallback("spare") String broken(String user) throws Exception { throw new Exception("broken"); }
                String spare(Exception why, String user) { return why.getMessage() + user; }
                @Task String bad() { throw new IllegalStateException("bad"); }
                @Task int rebate(String user) { return 7; }
                @Task String page(
                        Optional<String> gift,
                        Optional<String> alms,
                        @DependsOn("alms") Outcome<String> how,
                        String broken,
                        @DependsOn("bad") Outcome<String> bad,
                        @DependsOn("user") Lazy<String> user,
                        Optional<String> both,
                        @DependsOn("maybe") Lazy<Optional<String>> maybe,
                        @DependsOn(value = "price", each = "skus", as = "sku", with = "percent = rebate") List<Integer> prices,
                        @DependsOn(value = "price", as = "sku", with = "percent = rebate") OnDemand<String, Integer> any,
                        TaskContext context) {
                    return gift.get() + alms.isPresent() + how.getClass().getSimpleName() + broken + bad.isSuccess() + user.await()
                            + both.get() + maybe.await().get() + prices + any.await("x") + context.request();
                }
                """);

        assertThat(Runs.run(graph.request(graph.ofNew(), "page", 1L)))
                .isEqualTo("1falseSkippedbroken1false111[7]7page(id=1)");
    }

    @OnBothCompilers
    void a_graph_draws_itself_as_its_report_does(Compiler compiler) {
        Compiled compiled = shop(compiler, BASICS + """
                @Task List<String> sources(@Input String module) { return List.of(); }
                @Task String build(@Input String module, @DependsOn(value = "build", each = "sources", recursive = true) List<String> parts) { return module; }
                @Task @When("!premium") @Fallback("user") String plain(String user) { return user; }
                @Task @DependsOn("warm") String page(
                        Optional<String> gift,
                        Optional<String> both,
                        @DependsOn("plain") Outcome<String> plain,
                        @DependsOn("user") Lazy<Outcome<String>> lazy,
                        @DependsOn("build") OnDemand<String, String> build,
                        @DependsOn(value = "price", each = "skus", as = "sku", with = "percent = today") Map<String, Integer> prices,
                        @Input int today) { return ""; }
                """).succeeded();
        Graph graph = (Graph) compiled.graph("shop.ShopGraph").ofNew();

        assertThat(graph.toMermaid().lines().sorted()).containsExactlyElementsOf(sorted(compiled, "mmd"));
        assertThat(graph.toDot().lines().sorted()).containsExactlyElementsOf(sorted(compiled, "dot"));
        assertThat(edges(graph.toJson()))
                .containsExactlyInAnyOrderElementsOf(
                        edges(String.valueOf(compiled.resources().get("META-INF/doge/shop.ShopGraph.json"))));
    }

    /** Returns the edges without what is known of tasks only while compiling. */
    private static List<Map<String, Object>> edges(String json) {
        List<Map<String, Object>> edges =
                Json.objects(Objects.requireNonNull(Json.object(json).get("edges")));
        for (Map<String, Object> edge : edges) {
            edge.remove("conditional");
            edge.computeIfPresent(
                    "kind", (key, kind) -> String.valueOf(kind).replaceFirst("^(lazy|onDemand)O.*", "$1"));
        }
        return edges;
    }

    private static List<String> sorted(Compiled compiled, String kind) {
        return String.valueOf(compiled.resources().get("META-INF/doge/shop.ShopGraph." + kind))
                .lines()
                .sorted()
                .toList();
    }
}
