package dev.doge.benchmarks.sharing;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How one is called back by a future. */
final class Callbacks {
    private Callbacks() {}

    @SuppressWarnings("FutureReturnValueIgnored") // what becomes of a callback is its own affair
    static void attach(CompletableFuture<String> future, Consumer<String> onValue, Consumer<Throwable> onFailure) {
        future.whenComplete((@Nullable String value, @Nullable Throwable thrown) -> {
            if (value != null) {
                onValue.accept(value);
            } else if (thrown != null) {
                onFailure.accept(thrown);
            }
        });
    }
}
