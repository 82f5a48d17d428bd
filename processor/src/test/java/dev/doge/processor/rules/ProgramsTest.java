package dev.doge.processor.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.processor.testing.Compile;
import dev.doge.processor.testing.Compiled;
import dev.doge.processor.testing.Compiler;
import dev.doge.processor.testing.GraphUnderTest;
import dev.doge.processor.testing.OnBothCompilers;
import dev.doge.processor.testing.Runs;
import dev.doge.processor.testing.Sources;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** Programs as users write them, and the request methods that the rules give them. */
@Tag("B1")
@Tag("B5")
@Tag("B6")
@Tag("B7")
@Tag("B8")
@Tag("B10")
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

    @OnBothCompilers
    void includes_over_two_jars(Compiler compiler) {
        Path users = library(compiler, List.of(), """
                package users;
                import dev.doge.annotations.*;
                import java.util.*;
                public class UserTasks {
                    @Task public String user(@Input("id") long nr) { return "user " + nr; }
                    @Task public Locale language(String user) { return Locale.ENGLISH; }
                }
                """);
        Path orders = library(compiler, List.of(users), """
                package orders;
                import dev.doge.annotations.*;
                import java.util.*;
                @TaskGraph(includes = users.UserTasks.class, bind = "customerId = UserTasks.id")
                public class OrderTasks {
                    @Task public List<Integer> orderNumbers(String user, @Input int year) { return List.of(year, year + 1); }
                    @Task public String order(@Input("id") int nr, Locale language) { return language + " " + nr; }
                }
                """);
        GraphUnderTest graph = graph(
                Compile.with(compiler)
                        .classPath(users, orders)
                        .sources(Sources.file("""
                                @TaskGraph(includes = orders.OrderTasks.class, inputs = {"customerId", "year", "id"})
                                class Invoices {
                                    @Task String invoice(@DependsOn(value = "order", each = "orderNumbers", as = "id") List<String> orders, String user) {
                                        return user + ": " + orders;
                                    }
                                }
                                """))
                        .strict()
                        .run(),
                "InvoicesGraph");

        assertThat(graph.keys())
                .containsEntry("invoice", "long customerId, int year")
                .containsEntry("orderNumbers", "long customerId, int year")
                .containsEntry("order", "long customerId, int id")
                .containsEntry("language", "long customerId")
                .containsEntry("user", "long customerId");
        assertThat(Runs.run(graph.request(graph.ofNew(), "invoice", 7L, 2026))).isEqualTo("user 7: [en 2026, en 2027]");
    }

    private static Path library(Compiler compiler, List<Path> classPath, String source) {
        return Compile.with(compiler)
                .classPath(classPath.toArray(new Path[0]))
                .sources(source)
                .withoutParameterNames()
                .run()
                .succeeded()
                .classes();
    }

    @OnBothCompilers
    void a_generic_base(Compiler compiler) {
        GraphUnderTest graph =
                Compile.compile(compiler, Sources.file("""
                abstract class Crud<K, V> {
                    @Task abstract V load(@Input K id);
                    @Task List<V> loadAll(@Input List<K> ids, @DependsOn(value = "load", each = "ids", as = "id") List<V> loaded) { return loaded; }
                    @Task String text(V load) { return "" + load; }
                }
                record Sku(int number) {} record Product(Sku sku, String name) {}
                class Products extends Crud<Sku, Product> {
                    @Override @Task Product load(@Input Sku id) { return new Product(id, "p" + id.number()); }
                    @Task String title(Product load, String text) { return load.name() + " " + text.length(); }
                }
                """)).succeeded().graph("shop.ProductsGraph");

        assertThat(graph.keys())
                .containsEntry("load", "Sku id")
                .containsEntry("loadAll", "List<Sku> ids")
                .containsEntry("text", "Sku id")
                .containsEntry("title", "Sku id");
        assertThat(graph.requestType("loadAll")).isEqualTo("Request<List<Product>>");
    }

    @OnBothCompilers
    void an_anonymous_subclass_as_a_test_double(Compiler compiler) {
        Compiled compiled = Compile.compile(compiler, Sources.file("""
                record Forecast(String city, int degrees) {}
                class Weather {
                    @Task Forecast forecast(@Input String city) { throw new IllegalStateException("no network in tests"); }
                    @Task String advice(Forecast forecast, @Input boolean driving) {
                        return forecast.degrees() < 0 ? (driving ? "mind the ice" : "wear a hat") : "enjoy";
                    }
                }
                class WeatherTest {
                    static Object run() {
                        Weather frozen = new Weather() {
                            @Override Forecast forecast(String city) { return new Forecast(city, -5); }
                        };
                        try (DogeExecutor doge = DogeExecutor.create()) {
                            return doge.run(WeatherGraph.of(frozen).advice("Oslo", true));
                        }
                    }
                }
                """));

        assertThat(graph(compiled, "WeatherGraph").keys())
                .containsEntry("forecast", "String city")
                .containsEntry("advice", "String city, boolean driving");
        assertThat(compiled.call("shop.WeatherTest", "run")).isEqualTo("mind the ice");
    }
}
