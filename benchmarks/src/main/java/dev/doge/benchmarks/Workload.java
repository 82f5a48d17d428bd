package dev.doge.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What peers are compared at.
 *
 * @param name what it is called in reports and on the command line
 * @param type the JMH class
 * @param unit what one operation is
 * @param shape the value of the class's parameter; empty if it has none
 * @param peers its methods, the baseline that has to be steady first
 * @param pairs what is compared
 * @param bytes what Doge may allocate per operation; empty if that is only of interest
 */
record Workload(
        String name,
        Class<?> type,
        String unit,
        String shape,
        List<String> peers,
        List<Pair> pairs,
        OptionalDouble bytes) {
    static final String DOGE = "doge";
    private static final String LIMIT = "limit";

    Workload {
        peers = List.copyOf(peers);
        pairs = List.copyOf(pairs);
    }

    /** Compares Doge with each of the others, without budgets. */
    static Workload of(String name, Class<?> type, String unit, String... peers) {
        List<Pair> pairs = Stream.of(peers)
                .filter(peer -> !peer.equals(DOGE))
                .map(peer -> new Pair(DOGE, peer, Pair.By.RATIO, OptionalDouble.empty()))
                .toList();
        return new Workload(name, type, unit, "", List.of(peers), pairs, OptionalDouble.empty());
    }

    /** Compares each peer with one of them, where Doge is on both sides. */
    Workload beside(String baseline) {
        List<Pair> all = peers.stream()
                .filter(peer -> !peer.equals(baseline))
                .map(peer -> new Pair(peer, baseline, Pair.By.RATIO, OptionalDouble.empty()))
                .toList();
        return new Workload(name, type, unit, shape, peers, all, bytes);
    }

    Workload with(String value) {
        return new Workload(name, type, unit, value, peers, pairs, bytes);
    }

    /** Gives Doge so many times what another takes. */
    Workload within(double times, String baseline) {
        return judged(new Pair(DOGE, baseline, Pair.By.RATIO, OptionalDouble.of(times)));
    }

    /** Gives a peer so many times what another takes. */
    Workload within(double times, String measured, String baseline) {
        return judged(new Pair(measured, baseline, Pair.By.RATIO, OptionalDouble.of(times)));
    }

    /** Gives Doge so many nanoseconds more than another takes. */
    Workload withinNanos(double nanos, String baseline) {
        return judged(new Pair(DOGE, baseline, Pair.By.DIFFERENCE, OptionalDouble.of(nanos)));
    }

    private Workload judged(Pair budgeted) {
        List<Pair> all = new ArrayList<>(pairs);
        all.removeIf(pair -> pair.toString().equals(budgeted.toString()));
        all.add(0, budgeted);
        return new Workload(name, type, unit, shape, peers, all, bytes);
    }

    Workload withinBytes(double most) {
        return new Workload(name, type, unit, shape, peers, pairs, OptionalDouble.of(most));
    }

    /** Leaves Doge and its limit; where there is none, the first two. */
    Workload narrowed() {
        List<String> fewer = peers.contains(LIMIT) ? List.of(LIMIT, DOGE) : peers.subList(0, 2);
        return new Workload(
                name,
                type,
                unit,
                shape,
                fewer,
                pairs.stream()
                        .filter(pair -> fewer.contains(pair.measured()) && fewer.contains(pair.baseline()))
                        .toList(),
                bytes);
    }

    String baseline() {
        return peers.get(0);
    }
}
