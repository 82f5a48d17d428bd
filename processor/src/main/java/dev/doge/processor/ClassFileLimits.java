package dev.doge.processor;

import dev.doge.processor.graph.BoundClass;
import dev.doge.processor.graph.BoundClass.Input;
import dev.doge.processor.graph.Keys;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Place;
import dev.doge.processor.model.Shape;
import dev.doge.processor.model.Task;
import dev.doge.processor.model.Type;
import java.util.List;
import java.util.Optional;

/**
 * Says beforehand what would not fit into one class file (JVMS 4.1, 4.3.3, 4.7.3): constants, the static initialiser, parameters of a request
 * method, the edges of one task. The estimates follow what compilers make of generated classes, and leave some room.
 */
final class ClassFileLimits {
    private static final double CONSTANTS = 62_000;
    private static final double INITIALISER_BYTES = 64_000;
    private static final int PARAMETER_WORDS = 255;
    private static final int EDGES_OF_A_TASK = 6_000;

    private ClassFileLimits() {}

    /** Returns what does not fit. */
    static Optional<Diagnostic> exceeded(BoundClass graph, Keys keys) {
        List<Task> tasks = graph.tasks();
        List<Input> inputs = graph.inputs();
        long values =
                tasks.stream().map(task -> task.value().shape()).distinct().count();
        long types =
                inputs.stream().map(input -> input.type().shape()).distinct().count();
        if (13.3 * tasks.size() + 5.1 * inputs.size() + 8.1 * values + 5.1 * types > CONSTANTS) {
            return Optional.of(tooLarge(
                    graph, tasks.size() + " tasks need more constants than the 65535 that a class file can hold"));
        }
        if (11.1 * tasks.size() + 9.2 * inputs.size() > INITIALISER_BYTES) {
            return Optional.of(tooLarge(
                    graph,
                    tasks.size() + " tasks and " + inputs.size()
                            + " inputs need a static initialiser of more than the 65535 bytes that a method can have"));
        }
        return tasks.stream()
                .map(task -> exceeded(graph, keys, task))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Diagnostic tooLarge(BoundClass graph, String why) {
        return Diagnostic.at(
                        graph.taskClass().place(),
                        Id.DOGE093,
                        "the graph of " + graph.taskClass().name().simple() + " is too large for one class")
                .why(why)
                .help("move a part of the tasks to another class, and include it: @TaskGraph(includes = ...)");
    }

    private static Optional<Diagnostic> exceeded(BoundClass graph, Keys keys, Task task) {
        Place place = task.place();
        List<String> key = keys.of(task).orElse(List.of());
        int words = 1
                + key.stream()
                        .mapToInt(name -> words(graph.input(name).orElseThrow().type()))
                        .sum();
        if (words > PARAMETER_WORDS) {
            return Optional.of(Diagnostic.at(
                            place,
                            Id.DOGE093,
                            "the request method of " + task.name() + " would have too many parameters")
                    .why("its key has " + key.size()
                            + " inputs, and a method takes 255 words, of which long and double are two")
                    .help("put inputs that belong together into a record"));
        }
        if (graph.edges(task).size() > EDGES_OF_A_TASK) {
            return Optional.of(Diagnostic.at(
                            place, Id.DOGE093, "the task " + task.name() + " has too many edges for one class")
                    .why(graph.edges(task).size() + " edges need more than the 65535 bytes that a method can have")
                    .help("gather some of them in tasks of their own"));
        }
        return Optional.empty();
    }

    private static int words(Type type) {
        return type.shape() instanceof Shape.Primitive primitive
                        && (primitive.name().equals("long") || primitive.name().equals("double"))
                ? 2
                : 1;
    }
}
