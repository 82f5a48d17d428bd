package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.doge.runtime.DogeExecutor;
import org.junit.jupiter.api.Test;

class ShopTest {
    private final Shop.App app = DaggerShop_App.create();

    @Test
    void runs() {
        try (DogeExecutor doge = DogeExecutor.create()) {
            assertEquals("hat costs 30", doge.run(app.graph().page("hat")));
        }
    }

    @Test
    void graph_has_the_task_object_of_the_component() {
        assertEquals(ShopGraph.of(app.shop()), app.graph());
    }
}
