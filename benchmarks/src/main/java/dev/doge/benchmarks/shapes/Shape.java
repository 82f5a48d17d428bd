package dev.doge.benchmarks.shapes;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The edges of a graph whose nodes are numbered so that each comes after those that it needs.
 *
 * @param needs per node, the nodes that it needs
 * @param needing per node, how many need it
 * @param ends the nodes that none needs
 */
@SuppressWarnings("ArrayRecordComponent") // read by the peers only
record Shape(int[][] needs, int[] needing, int[] ends) {
    private static final int WIDTH = 100;
    private static final int MOST_NEEDS = 5;
    private static final int[] NOTHING = {};

    Shape(int[][] needs) {
        this(needs, needing(needs));
    }

    private Shape(int[][] needs, int[] needing) {
        this(
                needs,
                needing,
                IntStream.range(0, needs.length).filter(n -> needing[n] == 0).toArray());
    }

    private static int[] needing(int[][] needs) {
        int[] needing = new int[needs.length];
        for (int[] all : needs) {
            for (int n : all) {
                needing[n]++;
            }
        }
        return needing;
    }

    /** Returns what a name and a size, such as {@code grid:4096}, stand for. */
    static Shape of(String text) {
        int colon = text.indexOf(':');
        return of(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    /** Returns a shape of about so many nodes. */
    static Shape of(String name, int nodes) {
        return switch (name) {
            case "chain" -> chain(nodes);
            case "fan" -> fan(nodes);
            case "grid" -> grid((int) Math.round(Math.sqrt(nodes)));
            case "layered" -> layered(nodes);
            case "sparse" -> sparse(nodes);
            default -> throw new IllegalArgumentException("there is no shape " + name);
        };
    }

    private static Shape chain(int nodes) {
        int[][] needs = new int[nodes][];
        Arrays.setAll(needs, n -> n == 0 ? NOTHING : new int[] {n - 1});
        return new Shape(needs);
    }

    /** A source, so many nodes that need it, and a sink that needs them. */
    private static Shape fan(int nodes) {
        int[][] needs = new int[nodes + 2][];
        int[] source = {0};
        int[] all = new int[nodes];
        Arrays.setAll(all, n -> n + 1);
        Arrays.setAll(needs, n -> n == 0 ? NOTHING : n <= nodes ? source : all);
        return new Shape(needs);
    }

    private static Shape grid(int side) {
        int[][] needs = new int[side * side][];
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                int n = row * side + column;
                needs[n] = row == 0 && column == 0
                        ? NOTHING
                        : row == 0
                                ? new int[] {n - 1}
                                : column == 0 ? new int[] {n - side} : new int[] {n - side, n - 1};
            }
        }
        return new Shape(needs);
    }

    /** Layers of a hundred; each node needs one to five of the layer before. */
    private static Shape layered(int nodes) {
        Random random = new Random(42);
        int[][] needs = new int[nodes][];
        for (int n = 0; n < nodes; n++) {
            int before = n - n % WIDTH - WIDTH;
            needs[n] = before < 0
                    ? NOTHING
                    : random.ints(0, WIDTH)
                            .distinct()
                            .limit(1 + random.nextInt(MOST_NEEDS))
                            .map(i -> before + i)
                            .toArray();
        }
        return new Shape(needs);
    }

    /** Each node needs two or three of the thousand before it. */
    private static Shape sparse(int nodes) {
        Random random = new Random(42);
        int[][] needs = new int[nodes][];
        for (int n = 0; n < nodes; n++) {
            int node = n;
            needs[n] = random.ints(Math.min(node, 2 + (node & 1)), 0, Math.min(Math.max(node, 1), 1_000))
                    .map(back -> node - 1 - back)
                    .distinct()
                    .toArray();
        }
        return new Shape(needs);
    }

    int size() {
        return needs.length;
    }
}
