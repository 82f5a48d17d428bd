package dev.doge.processor.page;

import static java.util.stream.Collectors.joining;

import dev.doge.processor.testing.Compile;
import dev.doge.processor.testing.Compiled;
import dev.doge.processor.testing.Compiler;
import dev.doge.processor.testing.Sources;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Graphs whose pages are looked at. */
final class Graphs {
    static final String FIVE = Sources.shop("""
            @Task String user(@Input long userId) { return ""; }
            @Task List<String> orders(String user) { return List.of(); }
            @Task List<String> skus(List<String> orders) { return List.of(); }
            @Task int price(@Input String sku) { return 1; }
            @Task int quote(@DependsOn(value = "price", each = "skus", as = "sku") List<Integer> prices) { return 1; }
            """);

    static final String STOREFRONT = Sources.shop("""
            record User(long id) {}
            record Quote(int total) {}
            record Page(String title) {}
            @Task(description = "Looks the user up. </script><script>alert(1)</script> <b>&amp;</b>")
            CompletionStage<User> user(@Input long userId) { return CompletableFuture.completedFuture(new User(userId)); }
            @Task List<String> orders(User user) { return List.of(); }
            @Task List<String> skus(List<String> orders) { return List.of(); }
            @Task int price(@Input String sku) { return 1; }
            @Task Quote quote(@DependsOn(value = "price", each = "skus", as = "sku") List<Integer> prices) { return new Quote(1); }
            @Task int broken(@DependsOn(value = "price", each = "skus", as = "sku") Map<String, Outcome<Integer>> prices, List<String> skus) { return 0; }
            @Task boolean premium(User user) { return true; }
            @Task String advice(User user) { return ""; }
            @Task(description = "What the customer sees.") Page page(User user, Quote quote, String advice, boolean premium, int broken) { return new Page(""); }
            @Task void warmCache(User user) {}
            @Task(share = Share.RUN) @DependsOn({"page", "warmCache"}) void archive() {}
            """);

    private static final String[] VERBS =
            "load read parse check resolve price rank merge render store index score filter notify audit".split(" ");
    private static final String[] NOUNS =
            "User Order Offer Basket Stock Invoice Parcel Address Report Profile Review Catalogue".split(" ");

    private Graphs() {}

    /** Returns a class of many tasks that need up to three of those before them, mostly near ones. The same for the same seed. */
    static String large(int tasks, long seed) {
        Random random = new Random(seed);
        String[] names = IntStream.range(0, tasks)
                .mapToObj(i -> VERBS[random.nextInt(VERBS.length)]
                        + NOUNS[random.nextInt(NOUNS.length)]
                        + (i < 10 ? "0" : "")
                        + i)
                .toArray(String[]::new);
        return Sources.shop(IntStream.range(0, tasks)
                .mapToObj(i -> {
                    TreeSet<Integer> needs = new TreeSet<>();
                    for (int n = i < 15 ? 0 : 1 + random.nextInt(3); n > 0; n--) {
                        needs.add(Math.max(0, i - 5 - random.nextInt(20) * random.nextInt(6)));
                    }
                    String parameters = needs.isEmpty()
                            ? "@Input long " + (i % 3 == 0 ? "tenantId" : "userId")
                            : needs.stream().map(need -> "long " + names[need]).collect(joining(", "));
                    return "@Task long " + names[i] + "(" + parameters + ") { return 1; }\n";
                })
                .collect(joining()));
    }

    /** Compiles a graph with all of its reports. */
    static Compiled compile(String source) {
        return Compile.with(Compiler.JAVAC)
                .sources(source)
                .options("-Adoge.reports=all")
                .run()
                .succeeded();
    }
}
