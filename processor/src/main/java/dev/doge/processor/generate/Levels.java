package dev.doge.processor.generate;

import dev.doge.processor.graph.BoundClass;
import dev.doge.processor.graph.Keys;
import dev.doge.processor.model.Task;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The comment of a graph class: its tasks by how many come one after the other before them. */
final class Levels {
    private static final int WIDTH = 100;

    private final BoundClass graph;
    private final Keys keys;

    Levels(BoundClass graph, Keys keys) {
        this.graph = graph;
        this.keys = keys;
    }

    String comment() {
        Map<Integer, List<Task>> levels =
                graph.tasks().stream().collect(Collectors.groupingBy(keys::level, TreeMap::new, Collectors.toList()));
        StringBuilder comment = new StringBuilder("The task graph of {@link ")
                .append(graph.taskClass().name().simple())
                .append("}.\n\n<pre>\n");
        levels.forEach((level, tasks) -> {
            StringBuilder line = new StringBuilder("level ").append(level);
            for (Task task : tasks) {
                String item = "  " + graph.method(task) + "("
                        + String.join(", ", keys.of(task).orElseThrow()) + ")";
                if (line.length() + item.length() > WIDTH) {
                    comment.append(line).append('\n');
                    line = new StringBuilder("       ");
                }
                line.append(item);
            }
            comment.append(line).append('\n');
        });
        return comment.append("</pre>").toString();
    }
}
