package dev.doge.processor.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.processor.testing.Compile;
import dev.doge.processor.testing.Compiled;
import dev.doge.processor.testing.Compiler;
import dev.doge.processor.testing.GraphUnderTest;
import dev.doge.processor.testing.OnBothCompilers;
import dev.doge.processor.testing.Runs;
import dev.doge.processor.testing.Sources;
import org.junit.jupiter.api.Tag;

/** Programs as users write them, and the request methods that the rules give them. */
@Tag("B1")
@Tag("B14")
class ProgramsTest {
    private static GraphUnderTest graph(Compiled compiled, String name) {
        return compiled.silently().graph("shop." + name);
    }

    @OnBothCompilers
    void a_storefront(Compiler compiler) {
        GraphUnderTest graph = graph(Compile.compile(compiler, Sources.file("""
                record User(long id) {} record Order(String sku) {} record Price(int cents) {} record Quote(int cents) {}
                record Gift(String name) {} record Advice(String text) {} record Rate(double value) {} record Currency(String code) {}
                record Audit(String text) {} record Page(String text) {}
                class Storefront {
                    @Task User user(@Input long userId) { return new User(userId); }
                    @Task CompletionStage<List<Order>> orders(User user) { return CompletableFuture.completedFuture(List.of()); }
                    @Task List<String> skus(List<Order> orders) { return List.of(); }
                    @Task Price price(@Input String sku) { return new Price(1); }
                    @Task Quote quote(@DependsOn(value = "price", each = "skus", as = "sku") List<Price> prices) { return new Quote(1); }
                    @Task Currency currency(User user) { return new Currency("EUR"); }
                    @Task Rate rate(@Input Currency base) { return new Rate(1); }
                    @Task boolean premium(User user) { return true; }
                    @Task @When("premium") Gift gift(User user) { return new Gift(""); }
                    @Task @Fallback("noAdvice") Advice advice(User user) { return new Advice(""); }
                    Advice noAdvice(Throwable why) { return new Advice("" + why); }
                    @Task Page page(User user, Quote quote, Optional<Gift> gift, Outcome<Advice> advice, Lazy<Audit> audit,
                            @DependsOn(value = "rate", with = "base = currency") Rate rate) { return new Page(""); }
                    @Task Audit audit(User user) { return new Audit(""); }
                    @Task void warmCache(User user) {}
                    @Task(share = Share.RUN) @DependsOn({"page", "warmCache"}) void archive() {}
                }
                """)), "StorefrontGraph");

        assertThat(graph.keys())
                .containsEntry("user", "long userId")
                .containsEntry("price", "String sku")
                .containsEntry("quote", "long userId")
                .containsEntry("rate", "Currency base")
                .containsEntry("gift", "long userId")
                .containsEntry("page", "long userId")
                .containsEntry("archive", "long userId");
        assertThat(graph.requestType("gift")).isEqualTo("Request<Optional<Gift>>");
    }

    @OnBothCompilers
    void order_fulfilment_with_conditions(Compiler compiler) {
        GraphUnderTest graph = graph(
                Compile.compile(compiler, Sources.file("""
                record Order(String id, String country) {} record Stock(int left) {} record Parcel(String text) {} record Duty(int cents) {}
                record Receipt(String text) {} record Warehouse(String name) {}
                class Fulfilment {
                    @Task Order order(@Input String orderId) { return new Order(orderId, "CH"); }
                    @Task Stock stock(Order order, @Input Warehouse warehouse) { return new Stock(1); }
                    @Task boolean inStock(Stock stock) { return true; }
                    @Task boolean foreign(Order order) { return true; }
                    @Task @When("foreign") Duty duty(Order order, @Input int year) { return new Duty(1); }
                    @Task @When({"inStock", "!dryRun"}) Parcel parcel(Order order, Optional<Duty> duty) { return new Parcel(""); }
                    @Task(share = Share.RUN) @When("!dryRun") void notify(Order order, Optional<Parcel> parcel, @Input boolean dryRun) {}
                    @Task @DependsOn("notify") Receipt receipt(Order order, Outcome<Parcel> parcel) { return new Receipt(""); }
                }
                """.replace("void notify", "void tell")
                        .replace("\"notify\"", "\"tell\""))),
                "FulfilmentGraph");

        assertThat(graph.keys())
                .containsEntry("order", "String orderId")
                .containsEntry("stock", "String orderId, Warehouse warehouse")
                .containsEntry("duty", "String orderId, int year")
                .containsEntry("parcel", "String orderId, int year, Warehouse warehouse, boolean dryRun")
                .containsEntry("tell", "String orderId, int year, Warehouse warehouse, boolean dryRun")
                .containsEntry("receipt", "String orderId, int year, Warehouse warehouse, boolean dryRun");
        assertThat(graph.requestType("parcel")).isEqualTo("Request<Optional<Parcel>>");
    }

    @OnBothCompilers
    void a_recursive_build_tool(Compiler compiler) {
        GraphUnderTest graph = graph(Compile.compile(compiler, Sources.file("""
                record Module(String name) {} record Jar(String path) {} record Manifest(List<Module> needs) {}
                class Build {
                    @Task Manifest manifest(@Input Module module) { return new Manifest(List.of()); }
                    @Task List<Module> needs(Manifest manifest) { return manifest.needs(); }
                    @Task Jar jar(@Input Module module, Manifest manifest, @Input boolean debug,
                            @DependsOn(value = "jar", each = "needs", recursive = true) Map<Module, Jar> parts) { return new Jar(""); }
                    @Task List<Jar> all(@DependsOn(value = "jar", each = "modules") List<Jar> jars, @Input List<Module> modules) { return jars; }
                }
                """)), "BuildGraph");

        assertThat(graph.keys())
                .containsEntry("jar", "Module module, boolean debug")
                .containsEntry("all", "List<Module> modules, boolean debug");
    }

    @OnBothCompilers
    void a_nested_solve(Compiler compiler) {
        GraphUnderTest graph = graph(Compile.compile(compiler, Sources.file("""
                record Spec(String name) {} record Environment(String name) {} record Channel(String url) {} record Index(String text) {}
                class Solver {
                    @Task Index index(@Input Channel channel) { return new Index(""); }
                    @Task Environment solve(@Input Environment environment, OnDemand<Spec, String> metadata, @Input String platform) { return environment; }
                    @Task String metadata(@Input Spec spec, @DependsOn("solve") OnDemand<Environment, Environment> buildEnvironment,
                            @DependsOn(value = "index", each = "channels") List<Index> indexes, @Input List<Channel> channels) { return ""; }
                }
                """)), "SolverGraph");

        assertThat(graph.keys())
                .containsEntry("solve", "Environment environment, String platform, List<Channel> channels")
                .containsEntry("metadata", "Spec spec, String platform, List<Channel> channels");
    }

    @OnBothCompilers
    void a_fan_out_of_a_fan_out(Compiler compiler) {
        GraphUnderTest graph = graph(Compile.compile(compiler, Sources.shop("""
                @Task List<String> shops(@Input String city) { return List.of(city + 1, city + 2); }
                @Task List<String> shelves(@Input String shop) { return List.of(shop + "a", shop + "b"); }
                @Task int count(@Input String shelf, @Input int year) { return year; }
                @Task int inShop(@DependsOn(value = "count", each = "shelves", as = "shelf") List<Integer> counts) { return counts.stream().mapToInt(i -> i).sum(); }
                @Task Map<String, Integer> inCity(@DependsOn(value = "inShop", each = "shops", as = "shop") Map<String, Integer> counts) { return counts; }
                """)), "ShopGraph");

        assertThat(graph.keys())
                .containsEntry("inShop", "String shop, int year")
                .containsEntry("inCity", "String city, int year");
        assertThat(Runs.run(graph.request(graph.ofNew(), "inCity", "x", 3))).hasToString("{x1=6, x2=6}");
    }
}
