package shop;

import dagger.Component;
import dev.doge.annotations.Input;
import dev.doge.annotations.Task;
import javax.inject.Inject;
import javax.inject.Singleton;

/** Tasks of which Dagger makes the graph, by a component that stands inside their class. */
@Singleton
public class Shop {
    private final Prices prices;

    @Inject
    Shop(Prices prices) {
        this.prices = prices;
    }

    @Task
    int price(@Input String sku) {
        return prices.of(sku);
    }

    @Task
    String page(@Input String sku, int price) {
        return sku + " costs " + price;
    }

    /** Needs the generated graph class, while the graph class needs the class around it. */
    @Singleton
    @Component
    public interface App {
        /**
         * Returns the graph.
         *
         * @return the graph
         */
        ShopGraph graph();

        /**
         * Returns the tasks.
         *
         * @return the tasks
         */
        Shop shop();
    }

    /** What the tasks need themselves. */
    static final class Prices {
        @Inject
        Prices() {}

        int of(String sku) {
            return 10 * sku.length();
        }
    }
}
