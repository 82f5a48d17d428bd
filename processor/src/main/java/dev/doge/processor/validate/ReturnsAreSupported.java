package dev.doge.processor.validate;

import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Shape;
import dev.doge.processor.model.Task;
import dev.doge.processor.model.Type;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import org.jspecify.annotations.Nullable;

/** DOGE007: a task returns its value or a stage of it. */
final class ReturnsAreSupported implements TaskRule {
    /** What is no value, and nothing below it either. */
    private static final Set<String> KNOWN = Set.of(
            "java.util.concurrent.CompletionStage",
            "java.util.concurrent.CompletableFuture",
            "java.util.concurrent.Future",
            "java.util.stream.BaseStream",
            "java.util.Iterator",
            "java.util.Spliterator",
            "java.util.Enumeration",
            "java.util.concurrent.Flow.Publisher",
            "org.reactivestreams.Publisher",
            "reactor.core.publisher.Mono",
            "dev.doge.runtime.Request",
            "dev.doge.runtime.TaskRun",
            "dev.doge.runtime.Outcome",
            "dev.doge.runtime.Lazy",
            "dev.doge.runtime.OnDemand");

    @Inject
    ReturnsAreSupported() {}

    @Override
    public void check(Task task, Subject subject, Findings findings) {
        Unsupported unsupported = unsupported(task);
        if (unsupported != null) {
            findings.report(
                    task,
                    Diagnostic.at(
                                    task.place(),
                                    Id.DOGE007,
                                    "a task cannot return " + task.returned().simple())
                            .why(task.method().text())
                            .why(unsupported.why)
                            .help("return " + unsupported.instead));
        }
    }

    private record Unsupported(String why, String instead) {}

    private static @Nullable Unsupported unsupported(Task task) {
        Type type = task.kind() == Task.Kind.STAGE ? task.value() : task.returned();
        if (!(type.shape() instanceof Shape.Declared declared)) {
            return null;
        }
        Optional<Type> known = type.as(KNOWN);
        if (known.isEmpty()) {
            return null;
        }
        String simple = declared.simpleName();
        String inner = known.get().arguments().isEmpty()
                ? "T"
                : known.get().arguments().get(0).boxed().simple();
        String name = ((Shape.Declared) known.get().shape()).qualifiedName();
        return switch (name) {
            case "java.util.concurrent.CompletionStage", "java.util.concurrent.CompletableFuture" ->
                task.kind() == Task.Kind.STAGE
                        ? new Unsupported(
                                "one layer of stage is taken off, and here are two",
                                "CompletionStage<" + inner + ">, with thenCompose")
                        : type.is(name)
                                ? null
                                : new Unsupported(
                                        "no stage is taken off but CompletionStage and CompletableFuture themselves",
                                        "CompletionStage<" + inner + ">");
            case "java.util.concurrent.Future" ->
                new Unsupported(
                        "a " + simple + " can only be waited for, which would hold a thread",
                        "CompletionStage<" + inner + ">");
            case "java.util.stream.BaseStream",
                    "java.util.Iterator",
                    "java.util.Spliterator",
                    "java.util.Enumeration" ->
                new Unsupported(
                        article(simple) + " can be read only once, and the value is shared", "List<" + inner + ">");
            case "java.util.concurrent.Flow.Publisher", "org.reactivestreams.Publisher" ->
                new Unsupported(
                        article(simple) + " yields many values at times of its own",
                        "CompletionStage<List<" + inner + ">>");
            case "reactor.core.publisher.Mono" ->
                new Unsupported("a Mono starts anew for each of its readers", "CompletionStage<" + inner + ">");
            case "dev.doge.runtime.Request", "dev.doge.runtime.TaskRun" ->
                new Unsupported(article(simple) + " is not yet a value: the task would not wait for it", inner);
            case "dev.doge.runtime.Outcome", "dev.doge.runtime.Lazy", "dev.doge.runtime.OnDemand" ->
                new Unsupported(article(simple) + " is how a parameter takes a value, not a value", inner);
            default -> null;
        };
    }

    private static String article(String name) {
        return ("AEIOU".indexOf(name.charAt(0)) >= 0 ? "an " : "a ") + name;
    }
}
