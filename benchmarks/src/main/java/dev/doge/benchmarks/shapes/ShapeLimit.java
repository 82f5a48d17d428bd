package dev.doge.benchmarks.shapes;

import java.io.Serial;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The limit of the shapes, by hand: atomic counters over flat arrays, one body for all nodes. Nothing is shared, cancelled or reported. */
final class ShapeLimit {
    private static final VarHandle COUNTS = MethodHandles.arrayElementVarHandle(int[].class);

    /** The edges as they are run. */
    static final class Plan {
        private final int[] offsets;
        private final int[] successors;
        private final int[] counts;

        Plan(Shape shape) {
            int size = shape.size();
            counts = new int[size];
            offsets = new int[size + 1];
            for (int n = 0; n < size; n++) {
                counts[n] = shape.needs()[n].length;
                for (int needed : shape.needs()[n]) {
                    offsets[needed + 1]++;
                }
            }
            for (int n = 0; n < size; n++) {
                offsets[n + 1] += offsets[n];
            }
            successors = new int[offsets[size]];
            int[] next = offsets.clone();
            for (int n = 0; n < size; n++) {
                for (int needed : shape.needs()[n]) {
                    successors[next[needed]++] = n;
                }
            }
        }
    }

    private final Plan plan;
    private final int[] counts;
    private final @Nullable Object[] results;
    private final AtomicInteger left;
    private final IntFunction<Object> body;
    private final CompletableFuture<Object> done = new CompletableFuture<>();

    private ShapeLimit(Plan plan, IntFunction<Object> body) {
        this.plan = plan;
        this.counts = plan.counts.clone();
        this.results = new @Nullable Object[counts.length];
        this.left = new AtomicInteger(counts.length);
        this.body = body;
    }

    static CompletableFuture<Object> start(ForkJoinPool pool, Plan plan, IntFunction<Object> body) {
        ShapeLimit run = new ShapeLimit(plan, body);
        pool.execute(run::open);
        return run.done;
    }

    private void open() {
        int first = -1;
        for (int n = 0; n < counts.length; n++) {
            if (plan.counts[n] == 0) {
                if (first < 0) {
                    first = n;
                } else {
                    new Step(this, n).fork();
                }
            }
        }
        run(first);
    }

    private void run(int first) {
        int finished = 0;
        int node = first;
        while (node >= 0) {
            results[node] = body.apply(node);
            finished++;
            int next = -1;
            for (int k = plan.offsets[node], end = plan.offsets[node + 1]; k < end; k++) {
                int successor = plan.successors[k];
                if ((int) COUNTS.getAndAdd(counts, successor, -1) == 1) {
                    if (next < 0) {
                        next = successor;
                    } else {
                        new Step(this, successor).fork();
                    }
                }
            }
            node = next;
        }
        if (left.addAndGet(-finished) == 0) {
            done.complete(results.length);
        }
    }

    private static final class Step extends ForkJoinTask<Void> {
        @Serial
        private static final long serialVersionUID = 1L;

        private final transient ShapeLimit run;
        private final int node;

        Step(ShapeLimit run, int node) {
            this.run = run;
            this.node = node;
        }

        @Override
        public @Nullable Void getRawResult() {
            return null;
        }

        @Override
        protected void setRawResult(@Nullable Void value) {}

        @Override
        protected boolean exec() {
            run.run(node);
            return true;
        }
    }
}
