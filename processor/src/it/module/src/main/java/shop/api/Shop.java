package shop.api;

import dev.doge.annotations.DependsOn;
import dev.doge.annotations.Input;
import dev.doge.annotations.Task;
import java.util.List;

/** Tasks in an exported package. */
public class Shop {
    /** Made by whoever has one. */
    public Shop() {}

    record Hidden(int cents) {}

    @Task
    public String user(@Input long userId) {
        return "user " + userId;
    }

    @Task
    Hidden price(@Input String sku) {
        return new Hidden(sku.length());
    }

    @Task
    String page(
            String user,
            @Input List<String> skus,
            @DependsOn(value = "price", each = "skus", as = "sku") List<Hidden> prices) {
        return user + " pays " + prices;
    }
}
