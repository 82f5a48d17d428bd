package dev.doge.benchmarks.sharing;

import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * How a caller's wait ended.
 *
 * @param value the value, if there was one
 * @param thrown the root cause of the failure, if there was one
 */
record Ending(@Nullable String value, @Nullable Throwable thrown) {
    /** Waits for the end. */
    static Ending of(CompletableFuture<String> asked) throws Hang, InterruptedException {
        try {
            return new Ending(asked.get(Waits.LIMIT, TimeUnit.SECONDS), null);
        } catch (CancellationException e) {
            return new Ending(null, e);
        } catch (ExecutionException e) {
            return new Ending(null, root(e));
        } catch (TimeoutException e) {
            throw new Hang("a caller waits for ever");
        }
    }

    /** Returns the exception at the bottom, below whatever the contender has wrapped around it. */
    static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    boolean is(String expected) {
        return expected.equals(value);
    }

    @Override
    public String toString() {
        return value != null ? value : Objects.requireNonNull(thrown).getClass().getSimpleName();
    }
}
