package dev.doge.processor.generate;

import com.palantir.javapoet.CodeBlock;
import dev.doge.processor.graph.Binding;
import dev.doge.processor.graph.BoundClass;
import dev.doge.processor.graph.Keys;
import dev.doge.processor.model.Named;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Task;
import dev.doge.processor.model.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Words one task as a statement of the plan: its body, its key and its edges. */
final class PlanCode {
    private static final int WIDTH = 120;

    private final BoundClass graph;
    private final Keys keys;
    private final Identifiers names;

    PlanCode(BoundClass graph, Keys keys, Identifiers names) {
        this.graph = graph;
        this.keys = keys;
        this.names = names;
    }

    CodeBlock statement(Task task) {
        String kind = switch (task.kind()) {
            case VALUE -> "value";
            case STAGE -> "stage";
            case ACTION -> "action";
            case ASYNC_ACTION -> "asyncAction";
        };
        CodeBlock head = CodeBlock.of("plan.$L($L, (graph, in) -> $L)", kind, names.task(task), call(task));
        List<String> tail = tail(task);
        int length = head.toString().length()
                + tail.stream().mapToInt(String::length).sum();
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
        task.parameters().forEach(parameter -> arguments.add(argument(task, parameter)));
        CodeBlock receiver = task.method().isStatic()
                ? CodeBlock.of("$T", TypeNames.className(graph.owner(task).name()))
                : CodeBlock.of("graph.$L", names.field(graph.owner(task)));
        return CodeBlock.of("$L.$L($L)", receiver, task.method().name(), CodeBlock.join(arguments, ", "));
    }

    private CodeBlock argument(Task task, Parameter parameter) {
        Binding binding = graph.binding(parameter);
        if (binding instanceof Binding.ToInput input) {
            Type type = graph.input(input.name()).orElseThrow().type();
            return cast(task, parameter, type, CodeBlock.of("in.get($L)", names.input(input.name())));
        }
        if (binding instanceof Binding.ToTask bare) {
            CodeBlock value = CodeBlock.of("in.get($L)", names.task(bare.task()));
            boolean optional = parameter.type().is("java.util.Optional")
                    && !bare.task().value().is("java.util.Optional");
            return optional
                    ? CodeBlock.of("$T.ofNullable($L)", Optional.class, value)
                    : cast(task, parameter, bare.task().value(), value);
        }
        Binding.ToEach each = (Binding.ToEach) binding;
        String reader = (isOutcome(parameter) ? "eachOutcome" : "each") + (isMap(parameter) ? "ByKey" : "");
        CodeBlock values = CodeBlock.of("in.$L($L)", reader, fanOut(parameter, each));
        boolean inexact = task.method().overloaded()
                && !isMap(parameter)
                && !parameter.type().is("java.util.List");
        return inexact ? CodeBlock.of("($T) $L", TypeNames.of(parameter.type().shape()), values) : values;
    }

    /** Says which of several methods of one name is meant, where the value's type does not. */
    private static CodeBlock cast(Task task, Parameter parameter, Type value, CodeBlock code) {
        boolean same = value.boxed().shape().equals(parameter.type().shape());
        return (task.method().overloaded() || parameter.type().isArray()) && !same
                ? CodeBlock.of("($T) $L", TypeNames.of(parameter.type().shape()), code)
                : code;
    }

    static boolean isMap(Parameter parameter) {
        return parameter.type().is("java.util.Map");
    }

    static boolean isOutcome(Parameter parameter) {
        List<Type> arguments = parameter.type().arguments();
        return !arguments.isEmpty() && arguments.get(arguments.size() - 1).is("dev.doge.runtime.Outcome");
    }

    private String fanOut(Parameter parameter, Binding.ToEach each) {
        String source = each.source()
                .task()
                .map(names::task)
                .orElseGet(() -> names.input(each.source().name()));
        String as = ((Keys.As.Bound) keys.as(parameter)).input();
        return names.task(each.task()) + ", " + names.input(as) + ", " + source;
    }

    private List<String> tail(Task task) {
        List<String> tail = new ArrayList<>();
        List<String> key = keys.of(task).orElseThrow();
        if (!key.isEmpty()) {
            tail.add(".key(" + String.join(", ", key.stream().map(names::input).toList()) + ")");
        }
        Set<String> needs = new LinkedHashSet<>();
        Set<String> fanOuts = new LinkedHashSet<>();
        for (Parameter parameter : task.parameters()) {
            Binding binding = graph.binding(parameter);
            if (binding instanceof Binding.ToTask bare) {
                needs.add(names.task(bare.task()));
            } else if (binding instanceof Binding.ToEach each) {
                fanOuts.add((isOutcome(parameter) ? ".eachOutcome(" : ".each(") + fanOut(parameter, each) + ")");
            }
        }
        if (!needs.isEmpty()) {
            tail.add(".needs(" + String.join(", ", needs) + ")");
        }
        tail.addAll(fanOuts);
        Set<String> after = new LinkedHashSet<>();
        for (Named name : task.predecessors()) {
            after.add(names.task(graph.task(task, name.name()).orElseThrow()));
        }
        if (!after.isEmpty()) {
            tail.add(".after(" + String.join(", ", after) + ")");
        }
        if (task.isNullable() && task.hasValue()) {
            tail.add(".nullable()");
        }
        if (task.isPerRun()) {
            tail.add(".perRun()");
        }
        return tail;
    }
}
