package dev.doge.benchmarks;

import dev.doge.benchmarks.counts.Count;
import dev.doge.benchmarks.counts.CountingLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * What a request does that is exact on any machine: atomics, locks, look-ups, and tasks handed to the pool. Counted in instrumented classes,
 * with tasks that are known as short; what the JDK does inside its own classes is not seen.
 *
 * @param what the workload
 * @param perRequest how often each is done, per request
 * @param agreed the percentage of the rounds that found just this
 */
record Counts(String what, Map<Count, Double> perRequest, Map<Count, Long> agreed) {
    private static final int WARM_UPS = 20_000;
    private static final int REQUESTS = 100;
    private static final int ROUNDS = 200;

    /**
     * Counts, in this JVM. The most frequent value of many short rounds: in some a task took long, by chance, and was not kept, and what workers do once the caller
     * has its value falls into the next.
     */
    @SuppressWarnings("unchecked") // of types of the JDK
    static List<Counts> all() {
        List<Counts> all = new ArrayList<>();
        try (AutoCloseable counted = (AutoCloseable) new CountingLoader()
                .loadClass(CountedRequests.class.getName())
                .getDeclaredConstructor()
                .newInstance()) {
            ((Supplier<Map<String, IntConsumer>>) counted).get().forEach((what, makes) -> all.add(of(what, makes)));
        } catch (Exception e) { // of reflection, or by what a request throws
            throw new IllegalStateException(e);
        }
        return all;
    }

    private static Counts of(String what, IntConsumer makes) {
        makes.accept(WARM_UPS);
        Map<Count, List<Double>> rounds = new EnumMap<>(Count.class);
        for (int round = 0; round < ROUNDS; round++) {
            round(makes)
                    .forEach((count, done) -> rounds.computeIfAbsent(count, first -> new ArrayList<>())
                            .add(done));
        }
        Map<Count, Double> modes = new EnumMap<>(Count.class);
        Map<Count, Long> agreed = new EnumMap<>(Count.class);
        rounds.forEach((count, done) -> {
            double mode = mode(done);
            modes.put(count, mode);
            agreed.put(count, Math.round(100.0 * Collections.frequency(done, mode) / ROUNDS));
        });
        return new Counts(what, modes, agreed);
    }

    private static double mode(List<Double> values) {
        return values.stream()
                .max(Comparator.comparingInt(value -> Collections.frequency(values, value)))
                .orElseThrow();
    }

    private static Map<Count, Double> round(IntConsumer makes) {
        Map<Count, Long> before = new EnumMap<>(Count.class);
        for (Count count : Count.values()) {
            before.put(count, count.done());
        }
        makes.accept(REQUESTS);
        Map<Count, Double> done = new EnumMap<>(Count.class);
        before.forEach((count, until) -> done.put(count, (double) (count.done() - until) / REQUESTS));
        return done;
    }

    double of(Count count) {
        return perRequest.getOrDefault(count, 0.0);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("| ").append(what);
        for (Count count : Count.values()) {
            text.append(String.format(Locale.ROOT, " | %.2f (%d%%)", of(count), agreed.getOrDefault(count, 0L)));
        }
        return text.append(" |").toString();
    }
}
