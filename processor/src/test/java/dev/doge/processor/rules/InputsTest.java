package dev.doge.processor.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.processor.testing.Compile;
import dev.doge.processor.testing.Compiler;
import dev.doge.processor.testing.GraphUnderTest;
import dev.doge.processor.testing.Marked;
import dev.doge.processor.testing.OnBothCompilers;
import dev.doge.processor.testing.Sources;
import dev.doge.runtime.Request;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("B1")
class InputsTest {
    @OnBothCompilers
    void types_with_value_equality_and_trusted_types_are_inputs(Compiler compiler) {
        Marked.check(compiler, Sources.shop("""
                enum Colour { RED }
                record Point(int x, int y) {}
                interface Trusted { String code(); }
                static abstract class AlsoTrusted {}
                static class Value {
                    @Override public boolean equals(Object other) { return other instanceof Value; }
                    @Override public int hashCode() { return 1; }
                }
                static class InheritsEquals extends Value {}
                sealed interface Shape permits Circle, Square {}
                record Circle(int r) implements Shape {}
                record Square(int a) implements Shape {}
                @Task String a(@Input boolean a1, @Input byte a2, @Input char a3, @Input double a4, @Input Long a5) { return ""; }
                @Task String b(@Input String b1, @Input java.util.UUID b2, @Input java.math.BigDecimal b3, @Input java.net.URI b4) { return ""; }
                @Task String c(@Input Colour c1, @Input Point c2, @Input Trusted c3, @Input AlsoTrusted c4, @Input Value c5) { return ""; }
                @Task String d(@Input InheritsEquals d1, @Input Shape d2, @Input Path d3, @Input java.time.Instant d4, @Input Locale d5) { return ""; }
                @Task String e(@Input List<String> e1, @Input Set<Point> e2, @Input Map<String, List<Point>> e3, @Input Optional<Value> e4) { return ""; }
                @Task String f(@Input Class<String> f1, @Input Collection<String> f2, @Input CharSequence f3, @Input Object f4) { return ""; }
                @Task String g(@Input Currency g1, @Input List<Currency> g2) { return ""; }
                """));
    }

    @OnBothCompilers
    void types_with_identity_equality_are_refused(Compiler compiler) {
        Marked.check(compiler, Sources.shop("""
                static class Identity {}
                static class Inherits extends Identity {}
                sealed interface Shape permits Circle, Blob {}
                record Circle(int r) implements Shape {}
                static final class Blob implements Shape {}
                @FunctionalInterface interface Callback { void call(); }
                @Task String a(@Input int[] x1) { return ""; } // DOGE022
                @Task String b(@Input String[] x2) { return ""; } // DOGE022
                @Task String c(@Input Identity x3) { return ""; } // DOGE022
                @Task String d(@Input Inherits x4) { return ""; } // DOGE022
                @Task String e(@Input Iterator<String> x5) { return ""; } // DOGE022
                @Task String f(@Input Stream<String> x6) { return ""; } // DOGE022
                @Task String g(@Input Function<String, String> x7) { return ""; } // DOGE022
                @Task String h(@Input Callback x8) { return ""; } // DOGE022
                @Task String i(@Input Runnable x9) { return ""; } // DOGE022
                @Task String j(@Input java.net.URL x10) { return ""; } // DOGE022
                @Task String k(@Input List<int[]> x11) { return ""; } // DOGE022
                @Task String l(@Input Optional<Identity> x12) { return ""; } // DOGE022
                @Task String m(@Input Map<String, Identity> x13) { return ""; } // DOGE022
                @Task String n(@Input Set<List<Identity>> x14) { return ""; } // DOGE022
                @Task String o(@Input Shape x15) { return ""; } // DOGE022
                @Task String q(@Input IntStream x17) { return ""; } // DOGE022
                @Task String r(@Input StringBuilder x18) { return ""; } // DOGE022
                """));
    }

    @OnBothCompilers
    void lombok_counts_before_it_is_expanded(Compiler compiler) {
        Marked.check(
                compiler,
                "package lombok; public @interface Value {}",
                "package lombok; public @interface Data {}",
                "package lombok; public @interface EqualsAndHashCode {}",
                "package lombok; public @interface Getter {}",
                Sources.shop("""
                @lombok.Value static class A {}
                @lombok.Data static class B {}
                @lombok.EqualsAndHashCode static class C {}
                @lombok.Getter static class D {}
                @Task String a(@Input A v1, @Input B v2, @Input C v3) { return ""; }
                @Task String d(@Input D v4) { return ""; } // DOGE022
                """));
    }

    @OnBothCompilers
    void an_input_is_named_by_its_annotation_or_its_parameter(Compiler compiler) {
        GraphUnderTest graph = Compile.compile(compiler, Sources.shop("""
                @Task String a(@Input("userId") long id, @Input String tenant) { return tenant + id; }
                @Task String b(@Input("userId") Long who) { return "" + who; }
                @Task String c(@Input Long userId, String a, String b) { return a + b; }
                """)).graph("shop.ShopGraph");

        assertThat(graph.keys())
                .containsEntry("a", "long userId, String tenant")
                .containsEntry("b", "long userId")
                .containsEntry("c", "long userId, String tenant");
    }

    @OnBothCompilers
    void int_and_Integer_agree_and_int_and_long_do_not(Compiler compiler) {
        Marked.check(compiler, Sources.shop("""
                @Task String a(@Input int x, @Input int y) { return ""; }
                @Task String b(@Input Integer x) { return ""; }
                @Task String c(
                        @Input long y) { // DOGE021
                    return "";
                }
                """));
    }

    @OnBothCompilers
    void inputs_are_never_null(Compiler compiler) {
        Marked.check(compiler, "package other; public @interface Nullable {}", Sources.shop("""
                @Task String a(@Input @Nullable String x) { return ""; } // DOGE028
                @Task String b(@Input @other.Nullable String y) { return ""; } // DOGE028
                @Task String c(@Input Optional<String> z) { return ""; }
                """));
    }

    @Test
    void collections_are_frozen_when_the_request_is_made() {
        GraphUnderTest graph = Compile.compile(
                        Compiler.JAVAC,
                        Sources.shop("@Task String a(@Input List<String> tags) { return \"\" + tags; }"))
                .graph("shop.ShopGraph");
        Object shop = graph.ofNew();
        List<String> tags = new ArrayList<>(List.of("x"));

        Request<?> request = graph.request(shop, "a", tags);
        tags.add("y");

        assertThat(request.key()).containsExactly(List.of("x"));
        assertThat(request)
                .isEqualTo(graph.request(shop, "a", List.of("x")))
                .isNotEqualTo(graph.request(shop, "a", tags));
    }

    @Test
    void doubles_are_equal_by_their_bits() {
        GraphUnderTest graph = Compile.compile(
                        Compiler.JAVAC, Sources.shop("@Task String a(@Input double x) { return \"\" + x; }"))
                .graph("shop.ShopGraph");
        Object shop = graph.ofNew();

        assertThat(graph.request(shop, "a", Double.NaN)).isEqualTo(graph.request(shop, "a", Double.NaN));
        assertThat(graph.request(shop, "a", 0.0)).isNotEqualTo(graph.request(shop, "a", -0.0));
    }
}
