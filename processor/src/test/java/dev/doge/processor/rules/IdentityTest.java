package dev.doge.processor.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.processor.testing.Compile;
import dev.doge.processor.testing.Compiler;
import dev.doge.processor.testing.GraphUnderTest;
import dev.doge.processor.testing.OnBothCompilers;
import dev.doge.processor.testing.Sources;
import java.util.Objects;
import org.junit.jupiter.api.Tag;

@Tag("B13")
class IdentityTest {
    private static final String SHOP = Sources.file("""
            class Shop {
                @Override public boolean equals(Object other) { return other instanceof Shop; }
                @Override public int hashCode() { return 1; }
                @Task String a(@Input String x) { return x; }
                @Task(share = Share.RUN) @DependsOn("a") void archive() {}
            }
            class Other extends Shop { @Task String b() { return ""; } }
            """);

    @OnBothCompilers
    void graphs_are_equal_by_class_and_by_the_same_task_object(Compiler compiler) {
        GraphUnderTest graph = Compile.compile(compiler, SHOP).graph("shop.ShopGraph");
        Object shop = GraphUnderTest.instance(graph.factory().getParameterTypes()[0]);
        Object equalShop = GraphUnderTest.instance(graph.factory().getParameterTypes()[0]);
        assertThat(shop).isEqualTo(equalShop);

        assertThat(graph.of(shop)).isEqualTo(graph.of(shop)).hasSameHashCodeAs(graph.of(shop));
        assertThat(graph.of(shop)).isNotEqualTo(graph.of(equalShop)).isNotEqualTo(shop);
        assertThat(graph.of(shop)).hasToString("ShopGraph");
        assertThat(graph.request(graph.of(shop), "a", "x"))
                .isEqualTo(graph.request(graph.of(shop), "a", "x"))
                .isNotEqualTo(graph.request(graph.of(equalShop), "a", "x"))
                .isNotEqualTo(graph.request(graph.of(shop), "a", "y"))
                .hasToString("a(x=x)");
    }

    @OnBothCompilers
    void graphs_of_other_classes_over_the_same_object_differ(Compiler compiler) throws Exception {
        ClassLoader loader = Compile.compile(compiler, SHOP).succeeded().loader();
        Object other = GraphUnderTest.instance(loader.loadClass("shop.Other"));
        Object first = new GraphUnderTest(loader.loadClass("shop.ShopGraph")).of(other);
        Object second = new GraphUnderTest(loader.loadClass("shop.OtherGraph")).of(other);

        assertThat(Objects.equals(first, second)).isFalse();
        assertThat(Objects.equals(second, first)).isFalse();
    }

    @OnBothCompilers
    void share_RUN_is_handed_to_the_plan(Compiler compiler) {
        assertThat(Compile.compile(compiler, SHOP).generated("shop.ShopGraph")).containsOnlyOnce(".perRun()");
    }
}
