package shop.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import catalog.api.CatalogTasks;
import catalog.api.CatalogTasksGraph;
import dev.doge.runtime.DogeExecutor;
import dev.doge.runtime.Graph;
import org.junit.jupiter.api.Test;

class ShopTest {
    @Test
    void tasks_of_both_modules_run_in_one_graph() {
        ShopGraph graph = ShopGraph.of(new Shop(), new CatalogTasks());

        try (DogeExecutor doge = DogeExecutor.create()) {
            assertEquals("hat (old hat) costs 270", doge.run(graph.label("hat", true)));
        }
        assertEquals(CatalogTasksGraph.ARTICLE, ShopGraph.ARTICLE);
    }

    @Test
    void each_graph_is_in_the_module_of_its_class() {
        assertEquals("shop", ShopGraph.class.getModule().getName());
        assertEquals("catalog", Graph.classOf(CatalogTasks.class).getModule().getName());
    }
}
