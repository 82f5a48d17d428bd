package shop;

import dev.doge.annotations.DependsOn;
import dev.doge.annotations.Input;
import dev.doge.annotations.Task;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Tasks that the Eclipse compiler reads: a record, generics, a nested root. */
public class Shop {
    /** An article, which two equal values of name the same. */
    public record Sku(String code, int size) {}

    @Task
    String user(@Input long userId) {
        return "user " + userId;
    }

    @Task
    CompletionStage<List<Sku>> skus(String user) {
        return CompletableFuture.completedFuture(List.of(new Sku("a", 1), new Sku("bb", 2)));
    }

    @Task
    int price(@Input Sku sku) {
        return sku.code().length() * sku.size();
    }

    @Task
    String page(String user, @DependsOn(value = "price", each = "skus", as = "sku") List<Integer> prices) {
        return user + " pays " + prices;
    }

    /** A nested root. */
    public static final class Inner {
        private Inner() {}

        @Task
        static String greeting(@Input List<String> names) {
            return "Hello " + names;
        }
    }
}
