package shop;

import dev.doge.annotations.DependsOn;
import dev.doge.annotations.Input;
import dev.doge.annotations.Share;
import dev.doge.annotations.Task;
import dev.doge.runtime.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Everything whose generated code might make a compiler warn. */
public class Shop {
    /** Made by whoever has one. */
    public Shop() {}

    /** An old type. */
    @Deprecated(forRemoval = true)
    public record Old(int x) {}

    @Task
    @Deprecated
    String user(@Input long userId) throws IOException {
        return "user " + userId;
    }

    @Task
    @Deprecated(forRemoval = true)
    static Old old() {
        return new Old(1);
    }

    @Task
    CompletionStage<? extends List<? extends CharSequence>> skus(String user) {
        return CompletableFuture.completedFuture(List.of("a", "bb"));
    }

    @Task
    int price(@Input CharSequence sku) {
        return sku.length();
    }

    @Task
    protected Map<String, List<? super Integer>> generics(@DependsOn("user") Object who) throws Exception {
        return Map.of();
    }

    @Task
    String page(
            String user,
            @DependsOn(value = "price", each = "skus", as = "sku") List<Integer> prices,
            @DependsOn(value = "price", each = "skus", as = "sku") List<Outcome<Integer>> outcomes,
            Map<String, List<? super Integer>> generics) {
        return user + " pays " + prices + outcomes.size();
    }

    @Task(share = Share.RUN)
    @DependsOn("page")
    void archive() {}

    /** A nested root. */
    public static final class Inner {
        private Inner() {}

        @Task
        static String greeting(@Input List<String> names) {
            return "Hello " + names;
        }
    }
}
