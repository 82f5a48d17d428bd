package dev.doge.processor.citizen;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.processor.testing.Compile;
import dev.doge.processor.testing.Compiled;
import dev.doge.processor.testing.Compiler;
import dev.doge.processor.testing.GraphUnderTest;
import dev.doge.processor.testing.OnBothCompilers;
import dev.doge.processor.testing.Runs;
import dev.doge.processor.testing.Sources;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;

/** A large graph is generated with switches instead of lambdas, and does the same. */
@Tag("3.2")
class LargeGraphTest {
    private static final String EVERY_SHAPE = """
            static int noted;
            @Task int one(@Input int id) { return id; }
            @Task long two(int one) { return one + 1L; }
            @Task boolean odd(int one) { return one % 2 == 1; }
            @Task @When("odd") String ifOdd(long two) { return "odd" + two; }
            @Task @When("!odd") String ifEven(long two) { return "even" + two; }
            @Task String either(Optional<String> ifOdd, Optional<String> ifEven) { return ifOdd + "" + ifEven; }
            @Task void noteIt(int one) { noted = one; }
            @Task @DependsOn("noteIt") int noted() { return noted; }
            @Task CompletionStage<String> later(long two) { return CompletableFuture.completedFuture("later" + two); }
            @Task CompletableFuture<Void> laterNothing(String later) { return CompletableFuture.completedFuture(null); }
            @Task @DependsOn("laterNothing") static String over(Object one, String later) { return one + later; }
            static String over(Integer one, String later) { throw new AssertionError("the other one"); }
            @Task @Nullable String none(int one) { return null; }
            @Task String some(@Nullable String none) { return "some" + none; }
            @Task @Fallback("instead") int broken(int one) throws IOException { throw new IOException("disk"); }
            int instead(IOException e, int one) { return e.getMessage().length() + one; }
            @Task @Fallback("insteadLater") String brokenToo() { throw new IllegalStateException("gone"); }
            CompletionStage<String> insteadLater(Throwable e) { return CompletableFuture.completedFuture(e.getMessage()); }
            @Task @Fallback("nothing") void brokenAction(int one) throws IOException { throw new IOException(); }
            void nothing() { noted++; }
            @Task String outcome(Outcome<String> later) { return later.toString(); }
            @Task List<Integer> numbers(int one) { return List.of(one, one + 1); }
            @Task int square(@Input Integer n) { return n * n; }
            @Task int squares(@DependsOn(value = "square", each = "numbers") List<Integer> all) {
                return all.stream().mapToInt(Integer::intValue).sum();
            }
            @Task CompletionStage<String> lazy(Lazy<String> later) { return later.get().thenApply(it -> "lazy " + it); }
            @Task String context(TaskContext context) { return "in attempt " + context.attempt(); }
            """;

    private static String shop(int fillers) {
        return Sources.shop(EVERY_SHAPE
                + IntStream.range(0, fillers)
                        .mapToObj(i -> i == 0
                                ? "@Task int f0(@Input int id) { return id; }"
                                : "@Task int f" + i + "(int f" + (i - 1) + ") { return f" + (i - 1) + " + 1; }")
                        .collect(joining("\n")));
    }

    /** Runs every request of the shapes, for the identity 3 where there is one. */
    private static SortedMap<String, Optional<Object>> results(Compiled compiled) {
        GraphUnderTest graph = compiled.graph("shop.ShopGraph");
        Object instance = graph.ofNew();
        SortedMap<String, Optional<Object>> results = new TreeMap<>();
        for (Method method : graph.requestMethods()) {
            if (!method.getName().matches("f\\d+")) {
                Object[] key = method.getParameterCount() == 0 ? new Object[0] : new Object[] {3};
                @Nullable Object result = Runs.run(graph.request(instance, method.getName(), key));
                results.put(method.getName(), Optional.ofNullable(result));
            }
        }
        return results;
    }

    @OnBothCompilers
    void it_yields_what_a_small_one_yields(Compiler compiler) {
        Compiled small = Compile.compile(compiler, shop(0));
        Compiled large = Compile.with(compiler).sources(shop(250)).strict().run();

        assertThat(small.generated("shop.ShopGraph")).contains("(graph, in) ->").doesNotContain("switch");
        assertThat(large.generated("shop.ShopGraph"))
                .contains("switch (number)")
                .doesNotContain("(graph, in) ->");
        SortedMap<String, Optional<Object>> expected = results(small);
        assertThat(expected)
                .hasSizeGreaterThan(20)
                .containsEntry("either", Optional.of("Optional[odd4]Optional.empty"))
                .containsEntry("broken", Optional.of(7))
                .containsEntry("over", Optional.of("3later4"))
                .containsEntry("squares", Optional.of(25));
        assertThat(results(large)).isEqualTo(expected);
    }

    @OnBothCompilers
    void it_has_no_lambda_to_link_when_it_is_first_used(Compiler compiler) {
        GraphUnderTest graph = Compile.compile(compiler, shop(250)).graph("shop.ShopGraph");

        assertThat(graph.type().getDeclaredMethods())
                .extracting(Method::getName)
                .noneMatch(name -> name.startsWith("lambda$"));
        assertThat(Runs.run(graph.request(graph.ofNew(), "f249", 1))).isEqualTo(250);
    }
}
