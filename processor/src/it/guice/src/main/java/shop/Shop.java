package shop;

import dev.doge.annotations.Input;
import dev.doge.annotations.Task;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Tasks of which Guice makes the graph. */
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

    /** What the tasks need themselves. */
    interface Prices {
        int of(String sku);
    }
}
