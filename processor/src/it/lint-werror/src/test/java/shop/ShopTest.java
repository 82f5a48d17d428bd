package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.doge.runtime.DogeExecutor;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShopTest {
    @Test
    void runs() {
        try (DogeExecutor doge = DogeExecutor.create()) {
            assertEquals("user 7 pays [1, 2]2", doge.run(ShopGraph.of(new Shop()).page(7)));
            assertEquals("Hello [Ada]", doge.run(Shop_InnerGraph.of().greeting(List.of("Ada"))));
        }
    }
}
