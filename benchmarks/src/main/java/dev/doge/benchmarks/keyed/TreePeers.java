package dev.doge.benchmarks.keyed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ForkJoinPool;

/** The tree by hand: memoised in a map of futures. One of these adds up one tree. Thread-safe. */
final class TreePeers {
    /** What is asked for. */
    record Node(int number) {}

    private final ConcurrentMap<Node, CompletableFuture<Long>> sums;
    private final ForkJoinPool pool;
    private final int nodes;

    TreePeers(ForkJoinPool pool, int nodes) {
        this(pool, nodes, new ConcurrentHashMap<>());
    }

    TreePeers(ForkJoinPool pool, int nodes, ConcurrentMap<Node, CompletableFuture<Long>> sums) {
        this.sums = sums;
        this.pool = pool;
        this.nodes = nodes;
    }

    CompletableFuture<Long> sum(Node node) {
        CompletableFuture<Long> made = new CompletableFuture<>();
        CompletableFuture<Long> there = sums.putIfAbsent(node, made);
        if (there != null) {
            return there;
        }
        pool.execute(() -> compute(node, made));
        return made;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the made one says how it ends
    private void compute(Node node, CompletableFuture<Long> made) {
        List<CompletableFuture<Long>> parts = new ArrayList<>();
        for (int part : TreeTasks.below(node.number(), nodes)) {
            parts.add(sum(new Node(part)));
        }
        if (parts.isEmpty()) {
            made.complete(TreeTasks.total(node.number(), List.of()));
            return;
        }
        CompletableFuture.allOf(parts.toArray(CompletableFuture<?>[]::new)).whenComplete((all, thrown) -> {
            if (thrown != null) {
                made.completeExceptionally(thrown);
            } else {
                long sum = node.number();
                for (CompletableFuture<Long> part : parts) {
                    sum += part.join();
                }
                made.complete(sum);
            }
        });
    }
}
