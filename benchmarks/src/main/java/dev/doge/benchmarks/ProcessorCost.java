package dev.doge.benchmarks;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * What processors add to a compilation, on the same graph as a Doge task class and as a producer module, in turn: in fresh processes, as a build
 * on the command line has it, and within one process, as a build daemon has it. Prints medians of seconds of wall time.
 *
 * <pre>{@code
 * mvn -q -pl benchmarks -am -Pprocessor-cost package -DskipTests
 * }</pre>
 *
 * <p>The graph has layers of ten tasks; each takes two of the layer before, drawn by a seeded generator. The component of the producers has
 * an entry point for each task that no other takes.
 */
public final class ProcessorCost {
    private static final int WIDTH = 10;

    /** How a graph is written and compiled. */
    private enum Side {
        DOGE("dev.doge.processor.DogeProcessor"),
        PRODUCERS("dagger.internal.codegen.ComponentProcessor");

        private final String processor;

        Side(String processor) {
            this.processor = processor;
        }
    }

    /** What is compiled. */
    private enum What {
        /** The sources alone. */
        SOURCES,
        /** The sources, and then the processor runs and nothing is compiled. */
        PROCESSED,
        /** The sources and what the processor generates: what a build does. */
        ALL
    }

    private static final int[] SIZES = {100, 300, 1_000, 2_000};
    private static final int WARM_UPS = 8;

    private ProcessorCost() {}

    /**
     * Measures.
     *
     * @param arguments how many rounds; by default 5
     * @throws IOException if a file cannot be written
     * @throws InterruptedException if interrupted
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        Path work = Files.createTempDirectory("processor-cost");
        try {
            System.out.println("javac of JDK " + Runtime.version() + ", median seconds of " + rounds + " rounds\n");
            System.out.println("What processors add to a javac process of its own:\n");
            table(rounds, (side, tasks, what) -> compile(work, side, tasks, what));
            System.out.println("\nWhat they add within a process that has compiled before:\n");
            for (int i = 0; i < WARM_UPS; i++) {
                for (Side side : Side.values()) {
                    for (What what : What.values()) {
                        compileHere(work, side, SIZES[1], what);
                    }
                }
            }
            table(rounds, (side, tasks, what) -> compileHere(work, side, tasks, what));
        } finally {
            delete(work);
        }
    }

    /** Compiles once, and says how many seconds that took. */
    private interface Compilation {
        double seconds(Side side, int tasks, What what) throws IOException, InterruptedException;
    }

    private static void table(int rounds, Compilation compilation) throws IOException, InterruptedException {
        System.out.println(
                "| tasks | sources alone | Doge adds | of that the processor | of that its output | Producers add |");
        System.out.println("|---|---|---|---|---|---|");
        for (int tasks : SIZES) {
            Map<String, List<Double>> seconds = new LinkedHashMap<>();
            for (int round = 0; round < rounds; round++) {
                for (Side side : Side.values()) {
                    for (What what : What.values()) {
                        seconds.computeIfAbsent(side + " " + what, key -> new ArrayList<>())
                                .add(compilation.seconds(side, tasks, what));
                    }
                }
            }
            double alone = median(seconds, Side.DOGE, What.SOURCES);
            double processed = median(seconds, Side.DOGE, What.PROCESSED);
            double all = median(seconds, Side.DOGE, What.ALL);
            double producers =
                    median(seconds, Side.PRODUCERS, What.ALL) - median(seconds, Side.PRODUCERS, What.SOURCES);
            List<String> row = new ArrayList<>(List.of(String.valueOf(tasks)));
            Stream.of(alone, all - alone, processed - alone, all - processed, producers)
                    .map(value -> String.format(Locale.ROOT, "%.2f", value))
                    .forEach(row::add);
            System.out.println("| " + String.join(" | ", row) + " |");
        }
    }

    private static double median(Map<String, List<Double>> seconds, Side side, What what) {
        return median(seconds.getOrDefault(side + " " + what, List.of()));
    }

    private static List<String> options(Path root, What what) {
        List<String> options = new ArrayList<>(List.of(
                "-nowarn",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                root.resolve("out").toString()));
        switch (what) {
            case SOURCES -> options.add("-proc:none");
            case PROCESSED -> options.add("-proc:only");
            case ALL -> {}
        }
        return options;
    }

    private static Path source(Path root, Side side, int tasks) throws IOException {
        Path source = root.resolve("big").resolve("Big.java");
        Files.createDirectories(source.getParent());
        Files.createDirectories(root.resolve("out"));
        Files.writeString(source, side == Side.DOGE ? doge(tasks) : producers(tasks));
        return source;
    }

    private static double compile(Path work, Side side, int tasks, What what) throws IOException, InterruptedException {
        Path root = Files.createTempDirectory(work, "c");
        Path source = source(root, side, tasks);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
        command.addAll(options(root, what));
        if (what != What.SOURCES) {
            command.addAll(List.of("-processor", side.processor));
        }
        command.add(source.toString());
        long start = System.nanoTime();
        Process javac = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(root.resolve("log").toFile())
                .start();
        int code = javac.waitFor();
        double seconds = (System.nanoTime() - start) / 1e9;
        if (code != 0) {
            throw new IllegalStateException(Files.readString(root.resolve("log")));
        }
        delete(root);
        return seconds;
    }

    /** Compiles in this process, with the processor's classes as they are: as in a build daemon. */
    private static double compileHere(Path work, Side side, int tasks, What what) throws IOException {
        Path root = Files.createTempDirectory(work, "h");
        Path source = source(root, side, tasks);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter log = new StringWriter();
        long start = System.nanoTime();
        boolean compiled;
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavaCompiler.CompilationTask task =
                    compiler.getTask(log, files, null, options(root, what), null, files.getJavaFileObjects(source));
            if (what != What.SOURCES) {
                task.setProcessors(List.of(processor(side)));
            }
            compiled = task.call();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (!compiled) {
            throw new IllegalStateException(log.toString());
        }
        delete(root);
        return seconds;
    }

    private static Processor processor(Side side) {
        try {
            return Class.forName(side.processor)
                    .asSubclass(Processor.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(side.processor + " is not on the class path", e);
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    /** Returns for each task the two tasks that it takes; none for the first layer. */
    private static int[][] graph(int tasks) {
        Random random = new Random(42);
        int[][] takes = new int[tasks][];
        for (int i = 0; i < tasks; i++) {
            int before = i - i % WIDTH - WIDTH;
            int first = random.nextInt(WIDTH);
            takes[i] = before < 0
                    ? new int[0]
                    : new int[] {before + first, before + (first + 1 + random.nextInt(WIDTH - 1)) % WIDTH};
        }
        return takes;
    }

    private static String doge(int tasks) {
        int[][] takes = graph(tasks);
        StringBuilder text = new StringBuilder("package big;\nimport dev.doge.annotations.*;\npublic class Big {\n");
        for (int i = 0; i < tasks; i++) {
            text.append("  @Task String t").append(i).append('(');
            text.append(
                    takes[i].length == 0 ? "@Input long id" : "String t" + takes[i][0] + ", String t" + takes[i][1]);
            text.append(") { return \"\"; }\n");
        }
        return text.append("}\n").toString();
    }

    private static String producers(int tasks) {
        int[][] takes = graph(tasks);
        boolean[] taken = new boolean[tasks];
        StringBuilder text = new StringBuilder("""
                package big;
                import dagger.BindsInstance;
                import dagger.Module;
                import dagger.Provides;
                import dagger.producers.*;
                import com.google.common.util.concurrent.ListenableFuture;
                import java.util.concurrent.Executor;
                import javax.inject.Named;
                public class Big {
                  @ProducerModule static final class Tasks {
                """);
        for (int i = 0; i < tasks; i++) {
            text.append("    @Produces @Named(\"t")
                    .append(i)
                    .append("\") static String t")
                    .append(i)
                    .append('(');
            if (takes[i].length == 0) {
                text.append("long id");
            }
            for (int k = 0; k < takes[i].length; k++) {
                taken[takes[i][k]] = true;
                text.append(k == 0 ? "" : ", ")
                        .append("@Named(\"t")
                        .append(takes[i][k])
                        .append("\") String ")
                        .append((char) ('a' + k));
            }
            text.append(") { return \"\"; }\n");
        }
        text.append("""
                  }
                  @Module static final class Threads {
                    @Provides @Production static Executor pool() { return Runnable::run; }
                  }
                  @ProductionComponent(modules = {Tasks.class, Threads.class}) interface Graph {
                """);
        for (int i = 0; i < tasks; i++) {
            if (!taken[i]) {
                text.append("    @Named(\"t")
                        .append(i)
                        .append("\") ListenableFuture<String> t")
                        .append(i)
                        .append("();\n");
            }
        }
        return text.append(
                        "    @ProductionComponent.Factory interface Factory { Graph create(@BindsInstance long id); }\n  }\n}\n")
                .toString();
    }
}
