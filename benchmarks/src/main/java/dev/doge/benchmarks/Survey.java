package dev.doge.benchmarks;

import dev.doge.benchmarks.shapes.Growth;
import java.util.List;

/**
 * A program of its own whose figures stand for themselves.
 *
 * @param name what it is called in reports and on the command line
 * @param type has a {@code main} that prints tables in Markdown
 * @param options what the JVM gets
 * @param drawn what is drawn of its tables
 */
record Survey(String name, Class<?> type, List<String> options, Table.Drawn drawn) {
    /** Returns all that there are. */
    static List<Survey> all() {
        return List.of(
                new Survey("growth", Growth.class, List.of(), new Table.Drawn("tasks", "in a row")),
                new Survey(
                        "memory",
                        Memory.class,
                        List.of("-Xms2g", "-Xmx2g"),
                        new Table.Drawn("distinct requests so far", "kB in use")));
    }

    /** Runs it in a fresh JVM. */
    List<Table> tables() {
        return Table.of(name, drawn, Jvm.run(type, options, List.of()));
    }
}
