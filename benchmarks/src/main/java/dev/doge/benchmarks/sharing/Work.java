package dev.doge.benchmarks.sharing;

import java.util.concurrent.CompletionException;

/** What is shared: computes the value of a key, synchronously, on whatever thread the contender has for it. */
@FunctionalInterface
interface Work {
    /** Computes a value; {@code others} are the values of other keys. */
    String compute(String key, Others others) throws Exception;

    /** Computes a value where a body may throw no checked exception, and wraps one as futures do. */
    default String computeUnchecked(String key, Others others) {
        try {
            return compute(key, others);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    /** The values of other keys, which a body asks for by the same way of sharing and waits for. */
    @FunctionalInterface
    interface Others {
        String await(String key) throws Exception;
    }
}
