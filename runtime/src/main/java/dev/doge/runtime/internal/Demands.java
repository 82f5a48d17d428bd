package dev.doge.runtime.internal;

import dev.doge.runtime.Lazy;
import dev.doge.runtime.OnDemand;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What bodies hold that demand tasks while they run. */
final class Demands {
    private Demands() {}

    /** One task, started with the first demand. */
    static final class One implements Lazy<Object> {
        private final Activity activity;
        private final DynamicEdge edge;
        private final Form form;
        private @Nullable Run<Object> run;

        One(Activity activity, DynamicEdge edge, Form form) {
            this.activity = activity;
            this.edge = edge;
            this.form = form;
        }

        private synchronized Run<Object> run() {
            if (run == null) {
                run = activity.demand(edge, Node.NULL, form);
            } else {
                activity.refuseIfEnded(edge.target());
            }
            return run;
        }

        @Override
        public CompletionStage<Object> get() {
            return run().minimalCompletionStage();
        }

        @Override
        public Object await() {
            return activity.frame().engine().awaitDemands(List.of(run()), false).get(0);
        }
    }

    /** A task by keys. */
    static final class ByKey implements OnDemand<Object, Object> {
        private final Activity activity;
        private final DynamicEdge edge;
        private final Form form;

        ByKey(Activity activity, DynamicEdge edge, Form form) {
            this.activity = activity;
            this.edge = edge;
            this.form = form;
        }

        private Run<Object> run(Object key) {
            return activity.demand(edge, Copies.of(Objects.requireNonNull(edge.as()), key), form);
        }

        private List<Run<Object>> runs(Collection<?> keys) {
            Map<Object, Run<Object>> distinct = new LinkedHashMap<>();
            List<Run<Object>> runs = new ArrayList<>(keys.size());
            activity.refuseIfEnded(edge.target());
            for (Object key : keys) {
                Objects.requireNonNull(key, "key");
                runs.add(distinct.computeIfAbsent(key, this::run));
            }
            return runs;
        }

        @Override
        public CompletionStage<Object> of(Object key) {
            return run(key).minimalCompletionStage();
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // the same future
        public CompletionStage<List<Object>> all(Collection<?> keys) {
            List<Run<Object>> runs = runs(keys);
            CompletableFuture<List<Object>> all = new CompletableFuture<>();
            runs.forEach(run -> run.whenComplete((value, thrown) -> {
                if (thrown != null) {
                    all.completeExceptionally(thrown);
                }
            }));
            CompletableFuture.allOf(runs.toArray(new CompletableFuture<?>[0])).whenComplete((none, thrown) -> {
                if (thrown == null) {
                    all.complete(values(runs));
                }
            });
            return all.minimalCompletionStage();
        }

        private static List<Object> values(List<Run<Object>> runs) {
            List<Object> values = new ArrayList<>(runs.size());
            runs.forEach(run -> values.add(run.join()));
            return Collections.unmodifiableList(values);
        }

        @Override
        public Object await(Object key) {
            return activity.frame()
                    .engine()
                    .awaitDemands(List.of(run(key)), true)
                    .get(0);
        }

        @Override
        public List<Object> awaitAll(Collection<?> keys) {
            List<Run<Object>> runs = runs(keys);
            return runs.isEmpty() ? List.of() : activity.frame().engine().awaitDemands(runs, true);
        }
    }
}
