package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.doge.runtime.DogeExecutor;
import org.junit.jupiter.api.Test;

class ShopTest {
    @Test
    void runs() {
        try (DogeExecutor doge = DogeExecutor.create()) {
            assertEquals("user 7 pays [1, 2]", doge.run(ShopGraph.of(new Shop()).page(7)));
        }
    }

    @Test
    void has_its_page() {
        assertNotNull(Shop.class.getResource("/META-INF/doge/shop.ShopGraph.html"));
    }
}
