package dev.doge.benchmarks.sharing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Ten callers, each of whom asks when the one before is told, so that somebody always wants the key. */
final class HotKeyInCallbacks implements Scenario {
    private static final int CALLERS = 10;

    @Override
    public String promise() {
        return "a value is not served for ever to callers who ask from each other's callbacks";
    }

    @Override
    public String clause() {
        return "R1";
    }

    @Override
    public Seen run(Contender contender) throws Exception {
        Bodies bodies = new Bodies();
        Bodies.Body first = bodies.body(1).held();
        try (Sharer sharer = contender.share(bodies)) {
            Chain chain = new Chain(sharer);
            chain.ask();
            first.release();
            String last = Ending.of(chain.last).toString();
            return Seen.of(
                    !last.equals("value 1"),
                    "caller 10 of 10 got " + (last.equals("value 1") ? "the value that" : "a later value than")
                            + " caller 1 got");
        }
    }

    /** The callers who have been served so far. */
    private static final class Chain {
        private final Sharer sharer;
        private final List<String> served = Collections.synchronizedList(new ArrayList<>());
        private final CompletableFuture<String> last = new CompletableFuture<>();

        Chain(Sharer sharer) {
            this.sharer = sharer;
        }

        void ask() {
            sharer.call("key", this::served, last::completeExceptionally);
        }

        private void served(String value) {
            served.add(value);
            if (served.size() < CALLERS) {
                ask();
            } else {
                last.complete(value);
            }
        }
    }
}
