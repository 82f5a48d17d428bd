package shop;

import dev.doge.annotations.DependsOn;
import dev.doge.annotations.Input;
import dev.doge.annotations.Task;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

public class Shop {
    @Task
    String user(@Input long userId) {
        return "user " + userId;
    }

    @Task
    CompletionStage<List<String>> skus(String user) {
        return CompletableFuture.completedFuture(List.of("a", "bb"));
    }

    @Task
    int price(@Input String sku) {
        return sku.length();
    }

    @Task
    String page(String user, @DependsOn(value = "price", each = "skus", as = "sku") List<Integer> prices) {
        return user + " pays " + prices;
    }
}
