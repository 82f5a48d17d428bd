package dev.doge.benchmarks.keyed;

import dev.doge.annotations.DependsOn;
import dev.doge.annotations.Input;
import dev.doge.annotations.Task;
import java.util.List;

/** A binary tree whose inner nodes add up what is below them. The nodes are numbered as those of a heap are, from 1. */
public class TreeTasks {
    private final int nodes;

    TreeTasks(int nodes) {
        this.nodes = nodes;
    }

    /** Returns the nodes below one. */
    static List<Integer> below(int node, int nodes) {
        int left = 2 * node;
        return left > nodes ? List.of() : left == nodes ? List.of(left) : List.of(left, left + 1);
    }

    /** Returns what a node yields. */
    static long total(int node, List<Long> parts) {
        long sum = node;
        for (long part : parts) {
            sum += part;
        }
        return sum;
    }

    @Task
    List<Integer> parts(@Input int node) {
        return below(node, nodes);
    }

    @Task
    long sum(
            @Input int node, @DependsOn(value = "sum", each = "parts", as = "node", recursive = true) List<Long> sums) {
        return total(node, sums);
    }
}
