package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.doge.runtime.DogeExecutor;
import org.junit.jupiter.api.Test;

class ShopTest {
    private final ShopGraph graph = ShopGraph.of(new Shop("EUR"));

    @Test
    void runs() {
        try (DogeExecutor doge = DogeExecutor.create()) {
            assertEquals("Ada pays 500 EUR", doge.run(graph.page(new Customer(7, "Ada"))));
            assertEquals(300, doge.run(graph.quote(new Customer(7, "Ada"))).getCents());
        }
    }

    @Test
    void requests_with_equal_values_are_equal() {
        assertEquals(graph.quote(new Customer(7, "Ada")), graph.quote(new Customer(7, "Ada")));
    }
}
