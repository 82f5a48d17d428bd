package dev.doge.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import dev.doge.processor.graph.Binding;
import dev.doge.processor.graph.BoundClass;
import dev.doge.processor.graph.Keys;
import dev.doge.processor.graph.Taking;
import dev.doge.processor.model.FallbackMark;
import dev.doge.processor.model.FallbackMark.Argument;
import dev.doge.processor.model.FallbackMark.Candidate;
import dev.doge.processor.model.Method;
import dev.doge.processor.model.Named;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Task;
import dev.doge.processor.model.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Words one task as a statement of the plan: its body, its key and its edges. */
final class PlanCode {
    private static final int WIDTH = 120;

    private final BoundClass graph;
    private final Keys keys;
    private final Identifiers names;
    private final Optional<CallCode> calls;

    /** Words bodies as cases of the calls, or as lambdas where there are none. */
    PlanCode(BoundClass graph, Keys keys, Identifiers names, Optional<CallCode> calls) {
        this.graph = graph;
        this.keys = keys;
        this.names = names;
        this.calls = calls;
    }

    CodeBlock statement(Task task) {
        String kind = switch (task.kind()) {
            case VALUE -> "value";
            case STAGE -> "stage";
            case ACTION -> "action";
            case ASYNC_ACTION -> "asyncAction";
        };
        CodeBlock body = calls.map(cases -> CodeBlock.of("$L", cases.add(call(task), task.kind() == Task.Kind.ACTION)))
                .orElseGet(() -> CodeBlock.of("(graph, in) -> $L", call(task)));
        CodeBlock head = CodeBlock.of("plan.$L($L, $L)", kind, names.task(task), body);
        List<CodeBlock> tail = tail(task);
        int length = head.toString().length()
                + tail.stream().mapToInt(part -> part.toString().length()).sum();
        CodeBlock.Builder code = CodeBlock.builder().add(head);
        if (length <= WIDTH) {
            tail.forEach(part -> code.add("$L", part));
            return code.add(";\n").build();
        }
        code.indent().indent();
        tail.forEach(part -> code.add("\n$L", part));
        return code.unindent().unindent().add(";\n").build();
    }

    private CodeBlock call(Task task) {
        List<CodeBlock> arguments = new ArrayList<>();
        task.parameters().forEach(parameter -> arguments.add(argument(task.method(), parameter.type(), parameter)));
        return CodeBlock.of(
                "$L.$L($L)",
                receiver(task, task.method().isStatic()),
                task.method().name(),
                CodeBlock.join(arguments, ", "));
    }

    private CodeBlock receiver(Task task, boolean isStatic) {
        if (!isStatic) {
            return CodeBlock.of("graph.$L", names.field(graph.owner(task)));
        }
        ClassName owner = TypeNames.className(graph.owner(task).name());
        // a name that means a variable, too, means the variable: JLS 6.4.2
        boolean obscured = names.isTaken(owner.topLevelClassName().simpleName()) || names.isTaken(owner.simpleName());
        return obscured && !owner.packageName().isEmpty()
                ? CodeBlock.of("$L", owner.canonicalName())
                : CodeBlock.of("$T", owner);
    }

    /** Words what a method, the task's or its fallback, gets as {@code type}: what a parameter of the task takes. */
    private CodeBlock argument(Method method, Type type, Parameter parameter) {
        Binding binding = graph.binding(parameter);
        if (binding instanceof Binding.ToInput input) {
            Type value = graph.input(input.name()).orElseThrow().type();
            return cast(method, type, value, CodeBlock.of("in.get($L)", names.input(input.name())));
        }
        if (binding instanceof Binding.ToContext) {
            return CodeBlock.of("in.context()");
        }
        Binding.Taken taken = (Binding.Taken) binding;
        boolean list = taken instanceof Binding.ToEach && !isMap(parameter);
        boolean inexact = method.overloaded() && list && !type.is("java.util.List");
        CodeBlock value = CodeBlock.of(
                "in.$L$L($L)", inexact ? witness(taken) : "", reader(parameter, taken), edge(parameter, taken));
        if (taken.taking().outer() == Taking.Outer.BARE) {
            if (type.is("java.util.Optional") && taken.task().isNullable() && !taken.isConditional()) {
                value = CodeBlock.of("$T.requireNonNullElse($L, $T.empty())", Objects.class, value, Optional.class);
            }
            return cast(method, type, taken.task().value(), value);
        }
        if (taken.taking().outer() == Taking.Outer.OPTIONAL && !isSoft(taken)) {
            return CodeBlock.of("$T.ofNullable($L)", Optional.class, value);
        }
        return inexact ? CodeBlock.of("($T) $L", TypeNames.of(type.shape()), value) : value;
    }

    /** Returns the type argument of who reads a fan-out; under a cast it is not inferred from the collection. */
    private static CodeBlock witness(Binding.Taken taken) {
        return taken.taking()
                .type()
                .map(type -> CodeBlock.of("<$T>", TypeNames.of(type.shape())))
                .orElse(CodeBlock.of(""));
    }

    /** Returns whether an edge is more than the plain value of a task. */
    private boolean isSoft(Binding.Taken taken) {
        return switch (taken.taking().outer()) {
            case BARE -> taken.isConditional() || !taken.with().isEmpty();
            case OPTIONAL -> taken.isConditional() || !taken.with().isEmpty();
            default -> true;
        };
    }

    /** Returns the method of {@code In} that reads an edge. */
    private String reader(Parameter parameter, Binding.Taken taken) {
        String inner = switch (taken.taking().inner()) {
            case VALUE -> "";
            case OPTIONAL -> "Optional";
            case FLAT -> taken.mayBeAbsent() ? "OptionalFlat" : "";
            case OUTCOME -> "Outcome";
        };
        return switch (taken.taking().outer()) {
            case BARE -> !isSoft(taken) ? "get" : taken.isConditional() ? "optionalFlat" : "with";
            case OPTIONAL -> isSoft(taken) ? "optional" : "get";
            case OUTCOME -> "outcome";
            case LAZY -> "lazy" + inner;
            case ON_DEMAND -> "onDemand" + inner;
            case EACH -> "each" + inner + (isMap(parameter) ? "ByKey" : "");
        };
    }

    /** Returns the method of {@code TaskPlan} that says an edge. */
    private String declarer(Binding.Taken taken) {
        return switch (taken.taking().outer()) {
            case BARE -> !isSoft(taken) ? "needs" : taken.isConditional() ? "optional" : "with";
            case OPTIONAL -> isSoft(taken) ? "optional" : "needs";
            case OUTCOME -> "outcome";
            case LAZY -> "lazy";
            case ON_DEMAND -> "onDemand";
            case EACH ->
                switch (taken.taking().inner()) {
                    case VALUE -> "each";
                    case OPTIONAL -> "eachOptional";
                    case FLAT -> taken.mayBeAbsent() ? "eachOptional" : "each";
                    case OUTCOME -> "eachOutcome";
                };
        };
    }

    /** Returns what names an edge, to who says it and to who reads it. */
    private CodeBlock edge(Parameter parameter, Binding.Taken taken) {
        List<CodeBlock> parts = new ArrayList<>();
        parts.add(CodeBlock.of("$L", names.task(taken.task())));
        if (taken.binds()) {
            parts.add(CodeBlock.of("$L", names.input(((Keys.As.Bound) keys.as(parameter)).input())));
        }
        if (taken instanceof Binding.ToEach each) {
            parts.add(CodeBlock.of("$L", name(each.source())));
        }
        boolean plain =
                taken.taking().outer() == Taking.Outer.BARE && taken.with().size() == 1 && !taken.isConditional();
        for (Binding.With with : taken.with()) {
            String input = names.input(with.input().name());
            parts.add(
                    plain
                            ? CodeBlock.of("$L, $L", input, name(with.source()))
                            : CodeBlock.of("$T.of($L, $L)", TypeNames.BIND, input, name(with.source())));
        }
        return CodeBlock.join(parts, ", ");
    }

    private String name(Binding.Source source) {
        return source.task().map(names::task).orElseGet(() -> names.input(source.name()));
    }

    /** Says which of several methods of one name is meant, where the value's type does not. */
    private static CodeBlock cast(Method method, Type type, Type value, CodeBlock code) {
        boolean same = value.boxed().shape().equals(type.shape());
        return (method.overloaded() || type.isArray()) && !same
                ? CodeBlock.of("($T) $L", TypeNames.of(type.shape()), code)
                : code;
    }

    static boolean isMap(Parameter parameter) {
        return parameter.type().is("java.util.Map");
    }

    private List<CodeBlock> tail(Task task) {
        List<CodeBlock> tail = new ArrayList<>();
        List<String> key = keys.of(task).orElseThrow();
        add(tail, "key", key.stream().map(names::input).toList());
        Set<String> needs = new LinkedHashSet<>();
        Map<String, CodeBlock> edges = new LinkedHashMap<>();
        Set<String> recursive = new LinkedHashSet<>();
        boolean context = false;
        for (Parameter parameter : task.parameters()) {
            Binding binding = graph.binding(parameter);
            context |= binding instanceof Binding.ToContext;
            if (binding instanceof Binding.Taken taken) {
                CodeBlock edge = CodeBlock.of(".$L($L)", declarer(taken), edge(parameter, taken));
                if (declarer(taken).equals("needs")) {
                    needs.add(names.task(taken.task()));
                } else {
                    edges.put(edge.toString(), edge);
                }
                if (taken instanceof Binding.ToEach each && each.recursive()) {
                    recursive.add(names.task(taken.task()));
                }
            }
        }
        add(tail, "needs", needs);
        tail.addAll(edges.values());
        recursive.forEach(target -> add(tail, "recursive", List.of(target)));
        Set<String> after = new LinkedHashSet<>();
        for (Named name : task.predecessors()) {
            after.add(names.task(graph.task(task, name.name()).orElseThrow()));
        }
        add(tail, "after", after);
        add(tail, "when", conditions(task, false));
        add(tail, "whenNot", conditions(task, true));
        task.fallback().ifPresent(mark -> tail.add(fallback(task, mark)));
        if (context) {
            tail.add(CodeBlock.of(".context()"));
        }
        if (task.isNullable() && task.hasValue()) {
            tail.add(CodeBlock.of(".nullable()"));
        }
        if (task.isPerRun()) {
            tail.add(CodeBlock.of(".perRun()"));
        }
        return tail;
    }

    private static void add(List<CodeBlock> tail, String method, Collection<String> names) {
        if (!names.isEmpty()) {
            tail.add(CodeBlock.of(".$L($L)", method, String.join(", ", names)));
        }
    }

    private Set<String> conditions(Task task, boolean negated) {
        Set<String> found = new LinkedHashSet<>();
        graph.conditions(task).stream()
                .filter(condition -> condition.negated() == negated)
                .forEach(condition -> found.add(name(condition.source().orElseThrow())));
        return found;
    }

    private CodeBlock fallback(Task task, FallbackMark mark) {
        Optional<Task> other = graph.fallback(task);
        if (other.isPresent()) {
            return CodeBlock.of(".fallback($L)", names.task(other.get()));
        }
        Candidate method = mark.methods().get(0);
        List<CodeBlock> arguments = new ArrayList<>();
        Optional<CodeBlock> narrow = method.thrown()
                .map(Argument::type)
                .filter(type -> !type.is("java.lang.Throwable"))
                .map(type -> CodeBlock.of("$T.class", TypeNames.of(type.shape())));
        Set<String> reads = new LinkedHashSet<>();
        for (Argument argument : method.parameters()) {
            if (argument.thrown()) {
                arguments.add(CodeBlock.of("in.failure($L)", narrow.orElse(CodeBlock.of(""))));
                continue;
            }
            Parameter parameter = task.parameters().stream()
                    .filter(candidate -> candidate.name().equals(argument.name()))
                    .findFirst()
                    .orElseThrow();
            arguments.add(argument(method.method(), argument.type(), parameter));
            if (graph.binding(parameter) instanceof Binding.Taken taken) {
                reads.add(names.task(taken.task()));
            }
        }
        CodeBlock call = CodeBlock.of(
                "$L.$L($L)",
                receiver(task, method.method().isStatic()),
                method.method().name(),
                CodeBlock.join(arguments, ", "));
        boolean nothing = !task.hasValue() && !method.stage();
        CodeBlock body = calls.map(cases -> CodeBlock.of("$L", cases.add(call, nothing)))
                .orElseGet(() -> CodeBlock.of(
                        nothing ? "(graph, in) -> {\n  $L;\n  return null;\n}" : "(graph, in) -> $L", call));
        Optional<CodeBlock> type = narrow.or(() -> calls.map(cases -> CodeBlock.of("$T.class", Throwable.class)));
        return CodeBlock.of(
                ".$L($L$L$L)",
                method.stage() ? "fallbackStage" : "fallback",
                type.map(thrown -> CodeBlock.of("$L, ", thrown)).orElse(CodeBlock.of("")),
                body,
                reads.isEmpty() ? "" : ", " + String.join(", ", reads));
    }
}
