package dev.doge.processor.rules;

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
import org.junit.jupiter.api.Tag;

@Tag("B3")
class ValuesTest {
    @OnBothCompilers
    void values_fit_as_in_a_method_call(Compiler compiler) {
        GraphUnderTest graph =
                Compile.with(compiler).sources(Sources.shop("""
                @Task int one() { return 1; }
                @Task Integer two() { return 2; }
                @Task char letter() { return 'a'; }
                @Task ArrayList<String> names() { return new ArrayList<>(List.of("Ada")); }
                @Task CompletionStage<List<Integer>> stage() { return CompletableFuture.completedFuture(List.of(3)); }
                @Task CompletableFuture<Long> future() { return CompletableFuture.completedFuture(4L); }
                @Task String all(
                        @DependsOn("one") int a, @DependsOn("one") Integer b, @DependsOn("one") long c, @DependsOn("one") Object d,
                        @DependsOn("one") Number e, @DependsOn("two") int f, @DependsOn("two") double g, @DependsOn("two") Comparable<Integer> h,
                        @DependsOn("letter") int i, @DependsOn("names") List<String> j, @DependsOn("names") Iterable<? extends CharSequence> k,
                        @DependsOn("stage") List<? extends Number> l, @DependsOn("stage") Collection<Integer> m, @DependsOn("future") long n) {
                    return "" + a + b + c + d + e + f + g + h + i + j + k + l + m + n;
                }
                """)).strict().run().graph("shop.ShopGraph");

        assertThat(Runs.run(graph.request(graph.ofNew(), "all"))).isEqualTo("1111122.0297[Ada][Ada][3][3]4");
        assertThat(graph.requestType("one")).isEqualTo("Request<Integer>");
        assertThat(graph.requestType("stage")).isEqualTo("Request<List<Integer>>");
    }

    @OnBothCompilers
    void values_that_do_not_fit_are_refused(Compiler compiler) {
        Marked.check(compiler, Sources.shop("""
                @Task int one() { return 1; }
                @Task long two() { return 2; }
                @Task Integer boxed() { return 2; }
                @Task List<Integer> numbers() { return List.of(3); }
                @Task CompletionStage<List<Integer>> stage() { return CompletableFuture.completedFuture(List.of(3)); }
                @Task String a(@DependsOn("two") int x) { return ""; } // DOGE020
                @Task String b(@DependsOn("one") Long x) { return ""; } // DOGE020
                @Task String c(@DependsOn("one") String x) { return ""; } // DOGE020
                @Task String d(@DependsOn("numbers") List<Number> x) { return ""; } // DOGE020
                @Task String e(@DependsOn("numbers") ArrayList<Integer> x) { return ""; } // DOGE020
                @Task String f(@DependsOn("stage") CompletionStage<List<Integer>> x) { return ""; } // DOGE020
                @Task String g(@DependsOn("boxed") short x) { return ""; } // DOGE020
                @Task String h(@DependsOn("boxed") Long x) { return ""; } // DOGE020
                """));
    }

    @OnBothCompilers
    void a_wildcard_reads_as_its_bound(Compiler compiler) {
        GraphUnderTest graph =
                Compile.with(compiler).sources(Sources.shop("""
                @Task CompletionStage<? extends Number> a() { return CompletableFuture.completedFuture(1); }
                @Task CompletionStage<?> b() { return CompletableFuture.completedFuture(2); }
                @Task CompletionStage<? super Integer> c() { return CompletableFuture.<Object>completedFuture(3); }
                @Task String all(Number a, Object b, Object c) { return "" + a + b + c; }
                """)).strict().run().graph("shop.ShopGraph");

        assertThat(graph.requestType("a")).isEqualTo("Request<Number>");
        assertThat(graph.requestType("b")).isEqualTo("Request<Object>");
        assertThat(graph.requestType("c")).isEqualTo("Request<Object>");
        assertThat(Runs.run(graph.request(graph.ofNew(), "all"))).isEqualTo("123");
    }

    @OnBothCompilers
    void returns_that_are_no_values_are_refused(Compiler compiler) {
        Marked.check(compiler, Sources.shop("""
                @Task Future<String> a() { return null; } // DOGE007
                @Task Stream<String> b() { return null; } // DOGE007
                @Task Iterator<String> c() { return null; } // DOGE007
                @Task Flow.Publisher<String> d() { return null; } // DOGE007
                @Task CompletionStage<CompletionStage<String>> e() { return null; } // DOGE007
                @Task CompletableFuture<CompletableFuture<String>> f() { return null; } // DOGE007
                @Task Request<String> g() { return null; } // DOGE007
                @Task Outcome<String> h() { return null; } // DOGE007
                @Task IntStream i() { return null; } // DOGE007
                @Task CompletionStage<Stream<String>> j() { return null; } // DOGE007
                @Task ListIterator<String> k() { return null; } // DOGE007
                @Task FutureTask<String> l() { return null; } // DOGE007
                @Task Optional<String> fine() { return Optional.empty(); }
                """));
    }

    /** Its outer class lost its arguments in the generated code, which was warned of. */
    @OnBothCompilers
    void a_value_may_be_of_an_inner_class_of_a_generic_one(Compiler compiler) {
        Compiled compiled = Compile.with(compiler)
                .sources(Sources.file("""
                        class Outer<T> {
                            final T value;
                            Outer(T value) { this.value = value; }
                            class Inner { T get() { return value; } }
                            class Pair<U> { T get() { return value; } }
                            Inner inner() { return new Inner(); }
                        }
                        """), Sources.file("""
                        abstract class Base<T> extends Outer<T> {
                            Base(T value) { super(value); }
                            @Task Inner inherited() { return inner(); }
                        }
                        """), Sources.file("""
                        class Other extends Base<String> {
                            Other() { super("other"); }
                            @Task String page(Outer<String>.Inner inherited) { return inherited.get(); }
                        }
                        """), Sources.shop("""
                        @Task Outer<String>.Inner a() { return new Outer<>("a").new Inner(); }
                        @Task Outer<String>.Pair<Integer> b() { return new Outer<>("b").new Pair<>(); }
                        @Task List<Outer<String>.Inner> c(Outer<String>.Inner a) { return List.of(a); }
                        @Task String d(Outer<String>.Inner a, Outer<String>.Pair<Integer> b, List<Outer<String>.Inner> c) {
                            return a.get() + b.get() + c.size();
                        }
                        """))
                .strict()
                .run();
        GraphUnderTest graph = compiled.graph("shop.ShopGraph");
        GraphUnderTest other = compiled.graph("shop.OtherGraph");

        assertThat(Runs.run(graph.request(graph.ofNew(), "d"))).isEqualTo("ab1");
        assertThat(Runs.run(other.request(other.ofNew(), "page"))).isEqualTo("other");
        assertThat(graph.requestType("a")).isEqualTo("Request<Outer<String>$Inner>");
        Marked.check(
                compiler,
                Sources.file("class Outer<T> { class Inner {} static class Nested {} interface Face {} }"),
                Sources.shop("""
                        @Task Outer.Inner a() { return null; } // DOGE025
                        @Task String b(@Input Outer<Integer>.Inner x) { return ""; } // DOGE022
                        @Task Outer.Nested c() { return null; }
                        @Task Outer.Face d() { return null; }
                        @Task Outer<String>.Inner e() { return null; }
                        @Task String f(@DependsOn("e") Outer<Integer>.Inner x) { return ""; } // DOGE020
                        """));
    }

    /** Only the types themselves were known. */
    @OnBothCompilers
    void subtypes_of_returns_that_are_no_values_are_refused(Compiler compiler) {
        Compiled compiled = Marked.check(
                compiler, "package org.reactivestreams; public interface Publisher<T> {}", Sources.shop("""
                interface Deferred<T> extends Future<T> {}
                static class Promise<T> extends CompletableFuture<T> {}
                static class Names extends CompletableFuture<List<String>> {}
                interface Words extends Iterator<String> {}
                interface Lines extends Stream<String> {}
                interface Numbers extends BaseStream<Integer, Numbers> {}
                interface Feed<T> extends Flow.Publisher<T> {}
                interface Flowable<T> extends org.reactivestreams.Publisher<T> {}
                @Task Deferred<String> a() { return null; } // DOGE007
                @Task ForkJoinTask<String> b() { return null; } // DOGE007
                @Task Promise<String> c() { return null; } // DOGE007
                @Task Names d() { return null; } // DOGE007
                @Task CompletionStage<Promise<String>> e() { return null; } // DOGE007
                @Task CompletionStage<Deferred<String>> f() { return null; } // DOGE007
                @Task Words g() { return null; } // DOGE007
                @Task Scanner h() { return null; } // DOGE007
                @Task Lines i() { return null; } // DOGE007
                @Task Numbers j() { return null; } // DOGE007
                @Task Feed<String> k() { return null; } // DOGE007
                @Task Flowable<String> l() { return null; } // DOGE007
                @Task CompletionStage<Void> fine() { return null; }
                """));

        assertThat(compiled.ours()).extracting(Reported::message).contains("""
                        [DOGE007] a task cannot return Shop.Deferred<String>
                            Shop.a()
                            a Deferred can only be waited for, which would hold a thread
                          help: return CompletionStage<String>""", """
                        [DOGE007] a task cannot return Shop.Names
                            Shop.d()
                            no stage is taken off but CompletionStage and CompletableFuture themselves
                          help: return CompletionStage<List<String>>""");
    }

    @OnBothCompilers
    void raw_types_are_refused(Compiler compiler) {
        Marked.check(compiler, Sources.shop("""
                @Task List a() { return null; } // DOGE025
                @Task Map<String, List> b() { return null; } // DOGE025
                @Task CompletionStage c() { return null; } // DOGE025
                @Task String d(@Input List x) { return null; } // DOGE025
                @Task List<String> names() { return null; }
                @Task String e(@DependsOn("names") List x) { return null; } // DOGE025
                @Task List[] f() { return null; } // DOGE025
                @Task Map.Entry g() { return null; } // DOGE025
                """));
    }

    @OnBothCompilers
    void void_has_no_value_and_is_order_only(Compiler compiler) {
        Marked.check(compiler, Sources.shop("""
                @Task void a() {}
                @Task CompletionStage<Void> b() { return CompletableFuture.completedFuture(null); }
                @Task Void c() { return null; }
                @Task String d(Object a) { return ""; } // DOGE024
                @Task String e(@DependsOn("b") Object x) { return ""; } // DOGE024
                @Task @DependsOn({"a", "b", "c"}) String f() { return ""; }
                """));
    }

    @OnBothCompilers
    void a_null_of_a_void_stage_is_no_failure(Compiler compiler) {
        GraphUnderTest graph = Compile.compile(compiler, Sources.shop("""
                @Task CompletionStage<Void> a() { return CompletableFuture.completedFuture(null); }
                @Task @DependsOn("a") String b() { return "b"; }
                """)).graph("shop.ShopGraph");

        assertThat(graph.requestType("a")).isEqualTo("Request<Void>");
        assertThat(Runs.run(graph.request(graph.ofNew(), "b"))).isEqualTo("b");
    }

    @OnBothCompilers
    void nullable_counts_by_simple_name_as_declaration_or_type_annotation(Compiler compiler) {
        Marked.check(compiler, "package other; public @interface Nullable {}", Sources.shop("""
                @Task @Nullable String a() { return null; }
                @Task @other.Nullable String b() { return null; }
                @Task CompletionStage<@Nullable String> c() { return CompletableFuture.completedFuture(null); }
                @Task @Nullable Integer d() { return null; }
                @Task String a1(String a) { return ""; } // DOGE023
                @Task String b1(String b) { return ""; } // DOGE023
                @Task String c1(String c) { return ""; } // DOGE023
                @Task String d1(@DependsOn("d") int x) { return ""; } // DOGE023
                @Task String a2(@Nullable String a) { return ""; }
                @Task String b2(@other.Nullable String b) { return ""; }
                @Task String c2(@DependsOn("c") @Nullable Object x) { return ""; }
                @Task String d2(@DependsOn("d") @Nullable Integer x) { return ""; }
                """));
    }

    @OnBothCompilers
    void null_reaches_nullable_parameters(Compiler compiler) {
        GraphUnderTest graph =
                Compile.with(compiler).sources(Sources.shop("""
                @Task @Nullable String a(@Input boolean some) { return some ? "a" : null; }
                @Task String b(@Nullable String a) { return "got " + a; }
                """)).strict().run().graph("shop.ShopGraph");

        assertThat(Runs.run(graph.request(graph.ofNew(), "b", false))).isEqualTo("got null");
        assertThat(Runs.run(graph.request(graph.ofNew(), "a", false))).isNull();
    }
}
