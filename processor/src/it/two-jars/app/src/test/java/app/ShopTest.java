package app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.doge.runtime.DogeExecutor;
import orders.OrderTasks;
import orders.OrderTasksGraph;
import org.junit.jupiter.api.Test;
import users.UserTasks;

class ShopTest {
    @Test
    void tasks_of_both_jars_run_in_one_graph() {
        ShopGraph graph = ShopGraph.of(new Shop(), new OrderTasks(), new UserTasks());

        try (DogeExecutor doge = DogeExecutor.create()) {
            assertEquals("Bonjour user 7*: [order 1 of user 7, order 6 of user 7]", doge.run(graph.page(7, "fr")));
            assertEquals("order 2 of user 7", doge.run(graph.order(7, 2)));
        }
        assertEquals(OrderTasksGraph.USER, ShopGraph.USER);
    }
}
