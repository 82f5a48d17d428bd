package dev.doge.runtime.internal;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The edges of a layout as flat arrays, in both directions.
 *
 * @param offsets per node, where its successors begin
 * @param successors the cells that wait for a node; a node without successor has a cell of its own
 * @param predecessorOffsets per node, where its predecessors begin
 * @param predecessors the nodes that a node waits for
 * @param pending per cell, how many predecessors it has
 * @param soft the places in {@code successors} whose cell is counted down by a failure, too; null if there are none
 */
@SuppressWarnings("ArrayRecordComponent") // flat on purpose, and read by the layout only
record Edges(
        int[] offsets,
        int[] successors,
        int[] predecessorOffsets,
        int[] predecessors,
        int[] pending,
        @Nullable BitSet soft) {
    /** Makes the arrays from what each node waits for. */
    static Edges of(List<Waits> waits) {
        int size = waits.size();
        int[][] predecessorsOf = new int[size][];
        for (int n = 0; n < size; n++) {
            predecessorsOf[n] = waits.get(n).nodes();
        }
        BitSet soft = new BitSet();
        int[] outDegree = new int[size];
        int count = 0;
        for (int[] needs : predecessorsOf) {
            count += needs.length;
            for (int p : needs) {
                outDegree[p]++;
            }
        }
        int sinks = 0;
        int[] offsets = new int[size + 1];
        for (int n = 0; n < size; n++) {
            if (outDegree[n] == 0) {
                sinks++;
            }
            offsets[n + 1] = offsets[n] + Math.max(1, outDegree[n]);
        }
        int[] successors = new int[offsets[size]];
        int[] predecessorOffsets = new int[size + 1];
        int[] predecessors = new int[count];
        int[] pending = new int[size + sinks];
        int[] next = Arrays.copyOf(offsets, size);
        int at = 0;
        for (int n = 0; n < size; n++) {
            for (int p : predecessorsOf[n]) {
                soft.set(next[p], waits.get(n).isSoft(p));
                successors[next[p]++] = n;
                predecessors[at++] = p;
            }
            predecessorOffsets[n + 1] = at;
            pending[n] = predecessorsOf[n].length;
        }
        int cell = size;
        for (int n = 0; n < size; n++) {
            if (outDegree[n] == 0) {
                successors[offsets[n]] = cell;
                pending[cell++] = 1;
            }
        }
        return new Edges(offsets, successors, predecessorOffsets, predecessors, pending, soft.isEmpty() ? null : soft);
    }
}
