package shop.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.doge.runtime.DogeExecutor;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShopTest {
    @Test
    void runs_in_its_module() {
        assertEquals("shop", ShopGraph.class.getModule().getName());
        try (DogeExecutor doge = DogeExecutor.create()) {
            assertEquals(
                    "user 7 pays [Hidden[cents=1]]",
                    doge.run(ShopGraph.of(new Shop()).page(7, List.of("a"))));
        }
    }
}
