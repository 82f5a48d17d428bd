package dev.doge.benchmarks;

import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What one fresh JVM measured.
 *
 * @param nanos the time per operation
 * @param bytes what all threads allocated, per operation: a count of the JVM's, not a sample; NaN where it was not counted
 */
record Fork(double nanos, double bytes) {
    /** Measures one peer. */
    @FunctionalInterface
    interface Measuring {
        Fork measure(Workload workload, String peer) throws RunnerException;
    }

    static Fork full(Workload workload, String peer) throws RunnerException {
        return isCold(workload) ? cold(workload, peer) : run(options(workload, peer));
    }

    /**
     * Measures for a second: enough to see a factor of two. The warm-up is not cut as far: a peer of much code takes seconds to be compiled,
     * and one that is not yet compiled flatters the others.
     */
    static Fork quick(Workload workload, String peer) throws RunnerException {
        return isCold(workload)
                ? cold(workload, peer)
                : run(options(workload, peer)
                        .warmupIterations(3)
                        .measurementIterations(2)
                        .measurementTime(TimeValue.milliseconds(500)));
    }

    /** Returns whether a workload is measured by what a JVM says that has just been started, not by JMH. */
    static boolean isCold(Workload workload) {
        return Stream.of(workload.type().getDeclaredMethods())
                .anyMatch(method -> method.getName().equals("main"));
    }

    private static Fork cold(Workload workload, String peer) {
        String said = Jvm.run(workload.type(), List.of(), List.of(peer));
        // before it, a JVM may say that it has picked up options
        return new Fork(Double.parseDouble(said.substring(said.lastIndexOf('\n') + 1)), Double.NaN);
    }

    private static ChainedOptionsBuilder options(Workload workload, String peer) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include('^' + workload.type().getName().replace(".", "\\.") + "\\." + peer + '$')
                .forks(1)
                .shouldFailOnError(true)
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT);
        return workload.shape().isEmpty() ? options : options.param("shape", workload.shape());
    }

    private static Fork run(ChainedOptionsBuilder options) throws RunnerException {
        RunResult result = new Runner(options.build()).runSingle();
        Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
        if (allocated == null) {
            throw new IllegalStateException("this JVM does not count what threads allocate");
        }
        return new Fork(result.getPrimaryResult().getScore(), allocated.getScore());
    }

    static double[] nanos(List<Fork> forks) {
        return forks.stream().mapToDouble(Fork::nanos).toArray();
    }

    static double[] bytes(List<Fork> forks) {
        return forks.stream().mapToDouble(Fork::bytes).toArray();
    }
}
