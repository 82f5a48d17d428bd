package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.doge.runtime.DogeExecutor;
import dev.doge.runtime.Graph;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShopTest {
    @Test
    void runs() {
        try (DogeExecutor doge = DogeExecutor.create()) {
            assertEquals("user 7 pays [1, 4]", doge.run(ShopGraph.of(new Shop()).page(7)));
            assertEquals("Hello [Ada]", doge.run(Shop_InnerGraph.of().greeting(List.of("Ada"))));
        }
    }

    @Test
    void generated_classes_are_found_by_their_owners() {
        assertEquals(ShopGraph.class, Graph.classOf(Shop.class));
        assertEquals(Shop_InnerGraph.class, Graph.classOf(Shop.Inner.class));
    }

    @Test
    void was_compiled_by_the_eclipse_compiler() {
        List<String> lambdas = Stream.of(ShopGraph.class.getDeclaredMethods())
                .map(Method::getName)
                .filter(name -> name.startsWith("lambda$"))
                .toList();

        assertFalse(lambdas.isEmpty());
        // javac would name them after the method that they are in: lambda$define$0.
        assertTrue(lambdas.stream().allMatch(name -> name.matches("lambda\\$\\d+")), lambdas.toString());
    }
}
