package dev.doge.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What peers are compared at.
 *
 * @param name what it is called in reports and on the command line
 * @param type the JMH class; or one whose {@code main} takes a peer, and prints how many nanoseconds that took
 * @param unit what one operation is
 * @param shape the value of the class's parameter; empty if it has none
 * @param peers its methods, the baseline that has to be steady first
 * @param pairs what is compared
 * @param bytes what Doge may allocate per operation; empty if that is only of interest
 * @param starts how many fresh JVMs of each peer it takes at least
 * @param leftOut what has a budget and is not compared, since the peers are not all there
 */
record Workload(
        String name,
        Class<?> type,
        String unit,
        String shape,
        List<String> peers,
        List<Pair> pairs,
        OptionalDouble bytes,
        int starts,
        List<Pair> leftOut) {
    static final String DOGE = "doge";

    /** What is not measured where Doge and its limit alone are. */
    private static final Set<String> OTHERS = Set.of(
            "futures", "producers", "parseq", "reactor", "caffeine", "dexecutor", "dispatcher", "scopes", "sequential");

    Workload {
        peers = List.copyOf(peers);
        pairs = List.copyOf(pairs);
        leftOut = List.copyOf(leftOut);
    }

    /** Compares Doge with each of the others, without budgets. */
    static Workload of(String name, Class<?> type, String unit, String... peers) {
        return new Workload(
                name,
                type,
                unit,
                "",
                List.of(peers),
                ratios(
                        List.of(DOGE),
                        Stream.of(peers).filter(peer -> !peer.equals(DOGE)).toList()),
                OptionalDouble.empty(),
                Comparison.FEWEST_FORKS,
                List.of());
    }

    private static List<Pair> ratios(List<String> measured, List<String> baselines) {
        return measured.stream()
                .flatMap(one ->
                        baselines.stream().map(other -> new Pair(one, other, Pair.By.RATIO, OptionalDouble.empty())))
                .toList();
    }

    /** Compares each peer with one of them, where Doge is on both sides. */
    Workload beside(String baseline) {
        return withPairs(
                ratios(peers.stream().filter(peer -> !peer.equals(baseline)).toList(), List.of(baseline)));
    }

    /** Compares nothing but what is given a budget. */
    Workload differing() {
        return withPairs(List.of());
    }

    Workload with(String value) {
        return new Workload(name, type, unit, value, peers, pairs, bytes, starts, leftOut);
    }

    /** Starts at least so many JVMs of each peer. */
    Workload startedTimes(int times) {
        return new Workload(name, type, unit, shape, peers, pairs, bytes, times, leftOut);
    }

    /** Gives Doge so many times what another takes. */
    Workload within(double times, String baseline) {
        return within(times, DOGE, baseline);
    }

    /** Gives a peer so many times what another takes. */
    Workload within(double times, String measured, String baseline) {
        return judged(new Pair(measured, baseline, Pair.By.RATIO, OptionalDouble.of(times)));
    }

    /** Gives Doge so many nanoseconds more than another takes. */
    Workload withinNanos(double nanos, String baseline) {
        return withinNanos(nanos, DOGE, baseline);
    }

    /** Gives a peer so many nanoseconds more than another takes. */
    Workload withinNanos(double nanos, String measured, String baseline) {
        return judged(new Pair(measured, baseline, Pair.By.DIFFERENCE, OptionalDouble.of(nanos)));
    }

    /** Gives a peer so many nanoseconds, whatever others take. */
    Workload withinNanosItself(double nanos, String measured) {
        return judged(new Pair(measured, measured, Pair.By.ITSELF, OptionalDouble.of(nanos)));
    }

    private Workload judged(Pair budgeted) {
        List<Pair> all = new ArrayList<>(pairs);
        all.removeIf(pair -> pair.toString().equals(budgeted.toString()));
        all.add(0, budgeted);
        return withPairs(all);
    }

    private Workload withPairs(List<Pair> all) {
        return new Workload(name, type, unit, shape, peers, all, bytes, starts, leftOut);
    }

    Workload withinBytes(double most) {
        return new Workload(name, type, unit, shape, peers, pairs, OptionalDouble.of(most), starts, leftOut);
    }

    /** Leaves the baseline, Doge, and what else of Doge's has a budget. */
    Workload narrowed() {
        List<Pair> budgeted =
                pairs.stream().filter(pair -> pair.budget().isPresent()).toList();
        List<String> fewer = peers.stream()
                .filter(peer -> peer.equals(baseline())
                        || peer.equals(DOGE)
                        || (!OTHERS.contains(peer)
                                && budgeted.stream()
                                        .anyMatch(
                                                pair -> peer.equals(pair.measured()) || peer.equals(pair.baseline()))))
                .toList();
        List<Pair> left = pairs.stream()
                .filter(pair -> fewer.contains(pair.measured()) && fewer.contains(pair.baseline()))
                .toList();
        return new Workload(
                name,
                type,
                unit,
                shape,
                fewer,
                left,
                bytes,
                starts,
                budgeted.stream().filter(pair -> !left.contains(pair)).toList());
    }

    String baseline() {
        return peers.get(0);
    }
}
