package dev.doge.benchmarks.sharing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs the scenarios of shared work against each way of sharing and prints what was seen, as Markdown.
 *
 * <pre>{@code
 * mvn -q -pl benchmarks -am package -DskipTests
 * java -cp benchmarks/target/benchmarks.jar dev.doge.benchmarks.sharing.Sharing [docs/guide/sharing-compared.md]
 * }</pre>
 *
 * <p>With the name of a page it also replaces what stands there between the two markers. It takes half a minute, since what hangs is waited
 * for. What is printed depends on nothing but the libraries.
 */
public final class Sharing {
    private static final int AT_ONCE = 12;

    private Sharing() {}

    /**
     * Runs all and prints.
     *
     * @param arguments nothing, or the page to write to
     * @throws IOException if the page cannot be read or written
     * @throws InterruptedException if interrupted
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String output = new Page(run()).toMarkdown();
        System.out.print(output);
        if (arguments.length > 0) {
            Path page = Path.of(arguments[0]);
            Files.writeString(page, Page.replaced(Files.readString(page), output));
        }
    }

    /** Runs every scenario against every contender, several at once: most of them wait. */
    static Map<Scenario, Map<Contender, Seen>> run() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            Map<Scenario, Map<Contender, Future<Seen>>> running = new LinkedHashMap<>();
            for (Scenario scenario : Scenario.all()) {
                Map<Contender, Future<Seen>> row = new LinkedHashMap<>();
                for (Contender contender : Contender.all()) {
                    row.put(contender, threads.submit(() -> run(scenario, contender)));
                }
                running.put(scenario, row);
            }
            Map<Scenario, Map<Contender, Seen>> all = new LinkedHashMap<>();
            for (Map.Entry<Scenario, Map<Contender, Future<Seen>>> row : running.entrySet()) {
                Map<Contender, Seen> seen = new LinkedHashMap<>();
                for (Map.Entry<Contender, Future<Seen>> cell : row.getValue().entrySet()) {
                    seen.put(cell.getKey(), cell.getValue().get());
                }
                all.put(row.getKey(), seen);
            }
            return all;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a scenario is broken, which says nothing of who was tried", e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Runs one scenario against one contender. */
    static Seen run(Scenario scenario, Contender contender) throws Exception {
        try {
            return scenario.run(contender);
        } catch (Hang hang) {
            return new Seen(Seen.Mark.HANGS, hang.what());
        }
    }
}
