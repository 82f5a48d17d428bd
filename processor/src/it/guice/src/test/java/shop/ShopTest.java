package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.inject.Guice;
import com.google.inject.Injector;
import dev.doge.runtime.DogeExecutor;
import dev.doge.runtime.Graph;
import org.junit.jupiter.api.Test;

class ShopTest {
    private final Injector injector =
            Guice.createInjector(binder -> binder.bind(Shop.Prices.class).toInstance(sku -> 10 * sku.length()));

    @Test
    void runs() {
        ShopGraph graph = injector.getInstance(ShopGraph.class);

        try (DogeExecutor doge = DogeExecutor.create()) {
            assertEquals("hat costs 30", doge.run(graph.page("hat")));
        }
    }

    @Test
    void graph_is_made_for_a_class_that_only_the_run_time_knows() {
        Class<?> owner = injector.getInstance(Shop.class).getClass();

        Graph graph = injector.getInstance(Graph.classOf(owner));

        assertEquals(injector.getInstance(ShopGraph.class), graph);
    }
}
