package dev.doge.processor.generate;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import dev.doge.processor.graph.BoundClass;
import dev.doge.processor.graph.BoundClass.Input;
import dev.doge.processor.graph.Keys;
import dev.doge.processor.model.FallbackMark;
import dev.doge.processor.model.Shape;
import dev.doge.processor.model.Task;
import dev.doge.processor.model.TaskClass;
import dev.doge.processor.model.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** Words a graph as a Java class. */
public final class GraphClass {
    private static final int TASKS_PER_METHOD = 25;
    private static final int EDGES_PER_METHOD = 2000;

    /** A graph of more tasks has a switch for 25 of them instead of a lambda each: see decision 11. */
    private static final int LAMBDAS = 250;

    /** Keeps a switch below the 8,000 bytes of code beyond which HotSpot does not compile a method. */
    private static final int EDGES_PER_SWITCH = 300;

    private static final Set<String> COPIED = Set.of(
            "java.util.Collection",
            "java.util.List",
            "java.util.Set",
            "java.util.SortedSet",
            "java.util.NavigableSet",
            "java.util.Map",
            "java.util.SortedMap",
            "java.util.NavigableMap",
            "java.util.Optional");

    private final BoundClass graph;
    private final TaskClass taskClass;
    private final Keys keys;
    private final Identifiers names;
    private final Links links;
    private final ClassName self;

    private GraphClass(BoundClass graph, Keys keys) {
        this.graph = graph;
        this.taskClass = graph.taskClass();
        this.keys = keys;
        this.names = new Identifiers(graph);
        this.links = new Links(taskClass);
        this.self = ClassName.get(taskClass.name().pkg(), taskClass.graphName());
    }

    /** Returns the source of the graph class. */
    public static String source(BoundClass graph, Keys keys) {
        GraphClass writer = new GraphClass(graph, keys);
        return JavaFile.builder(graph.taskClass().name().pkg(), writer.type())
                .skipJavaLangImports(!graph.taskClass().surroundings().hidesJavaLang())
                .indent("    ")
                .build()
                .toString();
    }

    private TypeSpec type() {
        TypeSpec.Builder type = TypeSpec.classBuilder(self)
                .addJavadoc("$L", new Levels(graph, keys).comment())
                .addModifiers(Modifier.FINAL)
                .addSuperinterface(TypeNames.GRAPH);
        if (taskClass.isPublic()) {
            type.addModifiers(Modifier.PUBLIC);
        }
        if (taskClass.surroundings().generated()) {
            type.addAnnotation(AnnotationSpec.builder(ClassName.get("javax.annotation.processing", "Generated"))
                    .addMember("value", "$S", "dev.doge.processor.DogeProcessor")
                    .build());
        }
        type.addAnnotation(TypeNames.MARK).addAnnotation(Metadata.of(graph, keys));
        List<String> silenced = silenced();
        if (!silenced.isEmpty()) {
            type.addAnnotation(AnnotationSpec.builder(SuppressWarnings.class)
                    .addMember("value", "{$L}", "\"" + String.join("\", \"", silenced) + "\"")
                    .build());
        }
        graph.inputs().forEach(input -> type.addField(input(input)));
        graph.tasks().forEach(task -> type.addField(task(task)));
        String define = names.method("define");
        type.addField(FieldSpec.builder(
                        ParameterizedTypeName.get(TypeNames.PLAN, self),
                        names.plan(),
                        Modifier.PRIVATE,
                        Modifier.STATIC,
                        Modifier.FINAL)
                .initializer("$T.of($T.class, $T::$L)", TypeNames.PLAN, self, self, define)
                .build());
        names.fields()
                .forEach((part, field) ->
                        type.addField(TypeNames.className(part.name()), field, Modifier.PRIVATE, Modifier.FINAL));
        type.addMethod(constructor()).addMethod(of());
        graph.tasks().forEach(task -> type.addMethod(request(task)));
        type.addMethod(MethodSpec.methodBuilder("tasks")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(ParameterizedTypeName.get(
                        ClassName.get(List.class),
                        ParameterizedTypeName.get(TypeNames.TASK_ID, WildcardTypeName.subtypeOf(Object.class))))
                .addStatement("return $L.tasks()", names.plan())
                .build());
        List.of("toMermaid", "toDot", "toJson")
                .forEach(text -> type.addMethod(text(text, names.plan() + "." + text + "()")));
        type.addMethod(equality())
                .addMethod(hash())
                .addMethod(MethodSpec.methodBuilder("toString")
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PUBLIC)
                        .returns(String.class)
                        .addStatement("return $S", taskClass.graphName())
                        .build());
        definitions(define).forEach(type::addMethod);
        return type.build();
    }

    /** Returns the warnings of the compiler that would blame the generated class for what the user wrote. */
    private List<String> silenced() {
        List<String> silenced = new ArrayList<>(usesDeprecated() ? List.of("deprecation", "removal") : List.of());
        if (taskClass.isPublic() && taskClass.surroundings().inModule()) {
            // Of the runtime, or of a part, in a module that is not required transitively.
            silenced.add("exports");
        }
        return silenced;
    }

    private boolean usesDeprecated() {
        return graph.composition().parts().stream().anyMatch(TaskClass::deprecated)
                || graph.tasks().stream()
                        .anyMatch(task -> task.method().deprecated()
                                || task.value().isDeprecated()
                                || task.parameters().stream()
                                        .anyMatch(parameter -> parameter.type().isDeprecated())
                                || task.fallback()
                                        .filter(GraphClass::usesDeprecated)
                                        .isPresent());
    }

    private static boolean usesDeprecated(FallbackMark mark) {
        return mark.methods().stream()
                .anyMatch(candidate -> candidate.method().deprecated()
                        || candidate
                                .thrown()
                                .filter(thrown -> thrown.type().isDeprecated())
                                .isPresent());
    }

    // ---- constants ----

    private FieldSpec input(Input input) {
        TypeName type = ParameterizedTypeName.get(TypeNames.INPUT_ID, boxed(input.type()));
        boolean copied =
                input.type().shape() instanceof Shape.Declared declared && COPIED.contains(declared.qualifiedName());
        return FieldSpec.builder(type, names.input(input.name()), Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer("$T.$L($S)", TypeNames.INPUT_ID, copied ? "copied" : "of", input.name())
                .build();
    }

    private FieldSpec task(Task task) {
        FieldSpec.Builder field = FieldSpec.builder(
                        ParameterizedTypeName.get(TypeNames.TASK_ID, value(task)),
                        names.task(task),
                        Modifier.STATIC,
                        Modifier.FINAL)
                .addJavadoc(
                        "$L($L)",
                        links.to(task),
                        String.join(", ", keys.of(task).orElseThrow()))
                .initializer(
                        "$T.of($T.class, $S)",
                        TypeNames.TASK_ID,
                        TypeNames.className(graph.owner(task).name()),
                        task.name());
        if (task.value().isPublic()) {
            field.addModifiers(Modifier.PUBLIC);
        }
        return field.build();
    }

    private static TypeName boxed(Type type) {
        return TypeNames.of(type.boxed().shape());
    }

    private static TypeName value(Task task) {
        return task.hasValue() ? boxed(task.value()) : ClassName.get(Void.class);
    }

    // ---- how it is made ----

    private MethodSpec constructor() {
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder();
        taskClass.surroundings().inject().ifPresent(inject -> constructor.addAnnotation(ClassName.bestGuess(inject)));
        names.fields()
                .forEach((part, field) -> constructor
                        .addParameter(TypeNames.className(part.name()), field)
                        .addStatement("this.$L = $T.requireNonNull($L, $S)", field, Objects.class, field, field));
        if (names.fields().isEmpty() && taskClass.surroundings().inject().isEmpty()) {
            constructor.addModifiers(Modifier.PRIVATE);
        }
        return constructor.build();
    }

    private MethodSpec of() {
        MethodSpec.Builder of =
                MethodSpec.methodBuilder("of").addModifiers(Modifier.STATIC).returns(self);
        if (taskClass.isPublic() && names.fields().keySet().stream().allMatch(TaskClass::isPublic)) {
            of.addModifiers(Modifier.PUBLIC);
        }
        if (names.fields().isEmpty()) {
            of.addJavadoc(
                    "Returns the graph whose tasks are the static methods of $L.",
                    graph.composition().parts().stream()
                            .filter(part -> !part.tasks().isEmpty())
                            .map(part -> "{@link " + links.name(part.name()) + "}")
                            .collect(Collectors.joining(", ")));
        } else {
            of.addJavadoc(
                    "Returns the graph whose tasks are the methods of $L.",
                    names.fields().values().stream()
                            .map(field -> "{@code " + field + "}")
                            .collect(Collectors.joining(", ")));
        }
        names.fields().forEach((part, field) -> of.addParameter(TypeNames.className(part.name()), field));
        return of.addStatement(
                        "return new $T($L)",
                        self,
                        String.join(", ", names.fields().values()))
                .build();
    }

    // ---- what it offers ----

    private MethodSpec request(Task task) {
        List<String> key = keys.of(task).orElseThrow();
        boolean optional = task.isConditional() && !task.value().is("java.util.Optional");
        TypeName value = optional ? ParameterizedTypeName.get(ClassName.get(Optional.class), value(task)) : value(task);
        MethodSpec.Builder request = MethodSpec.methodBuilder(graph.method(task))
                .addJavadoc(
                        task.isConditional() ? "Requests $L; empty if it is skipped." : "Requests $L.", links.to(task))
                .returns(ParameterizedTypeName.get(TypeNames.REQUEST, value));
        boolean open = taskClass.isPublic() && task.value().isPublic();
        StringBuilder arguments = new StringBuilder();
        for (String name : key) {
            Type type = graph.input(name).orElseThrow().type();
            open &= type.isPublic();
            request.addParameter(TypeNames.of(type.shape()), names.parameter(name));
            arguments.append(", ").append(names.parameter(name));
        }
        if (open) {
            request.addModifiers(Modifier.PUBLIC);
        }
        return request.addStatement(
                        "return $L.$L(this, $L$L)",
                        names.plan(),
                        optional ? "requestOptional" : "request",
                        names.task(task),
                        arguments)
                .build();
    }

    private static MethodSpec text(String name, String expression) {
        return MethodSpec.methodBuilder(name)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(String.class)
                .addStatement("return $L", expression)
                .build();
    }

    private MethodSpec equality() {
        MethodSpec.Builder equality = MethodSpec.methodBuilder("equals")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(boolean.class)
                .addParameter(Object.class, "other");
        String that = names.fields().containsValue("that") ? "that_" : "that";
        String same = names.fields().values().stream()
                .map(field -> " && this." + field + " == " + that + "." + field)
                .collect(Collectors.joining());
        return names.fields().isEmpty()
                ? equality.addStatement("return other instanceof $T", self).build()
                : equality.addStatement("return other instanceof $T $L$L", self, that, same)
                        .build();
    }

    private MethodSpec hash() {
        MethodSpec.Builder hash = MethodSpec.methodBuilder("hashCode")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(int.class);
        if (names.fields().isEmpty()) {
            return hash.addStatement("return $T.class.hashCode()", self).build();
        }
        CodeBlock sum = null;
        for (String field : names.fields().values()) {
            CodeBlock one = CodeBlock.of("$T.identityHashCode($L)", System.class, field);
            sum = sum == null
                    ? one
                    : CodeBlock.of(sum.toString().contains(" + ") ? "31 * ($L) + $L" : "31 * $L + $L", sum, one);
        }
        return hash.addStatement("return $L", sum).build();
    }

    // ---- the plan ----

    private List<MethodSpec> definitions(String define) {
        if (graph.tasks().size() > LAMBDAS) {
            return definitionsAndCalls(define);
        }
        PlanCode code = new PlanCode(graph, keys, names, Optional.empty());
        List<CodeBlock> bodies =
                parts(EDGES_PER_METHOD).stream().map(part -> body(code, part)).toList();
        return bodies.size() == 1 ? List.of(definition(define, bodies.get(0))) : split(define, bodies);
    }

    private List<MethodSpec> definitionsAndCalls(String define) {
        List<CodeBlock> bodies = new ArrayList<>();
        List<MethodSpec> switches = new ArrayList<>();
        int number = 0;
        for (List<Task> part : parts(EDGES_PER_SWITCH)) {
            CallCode calls = new CallCode(self, names.method("call" + (bodies.size() + 1)), number);
            CodeBlock body = body(new PlanCode(graph, keys, names, Optional.of(calls)), part);
            bodies.add(CodeBlock.of("$L$L", calls.announcement(), body));
            switches.add(calls.method());
            number = calls.next();
        }
        List<MethodSpec> methods = new ArrayList<>(split(define, bodies));
        methods.addAll(switches);
        return methods;
    }

    /** Defines the plan in a method for each part, and in one that calls them. */
    private List<MethodSpec> split(String define, List<CodeBlock> bodies) {
        CodeBlock.Builder all = CodeBlock.builder();
        List<MethodSpec> methods = new ArrayList<>();
        for (CodeBlock body : bodies) {
            String name = names.method(define + (methods.size() + 1));
            all.addStatement("$L(plan)", name);
            methods.add(definition(name, body));
        }
        methods.add(0, definition(define, all.build()));
        return methods;
    }

    /** Cuts the tasks into parts whose definitions fit into one method each, and are pleasant to read. */
    private List<List<Task>> parts(int mostEdges) {
        List<List<Task>> parts = new ArrayList<>();
        List<Task> part = new ArrayList<>();
        int edges = 0;
        for (Task task : graph.tasks()) {
            int more = graph.edges(task).size();
            if (part.size() == TASKS_PER_METHOD || (!part.isEmpty() && edges + more > mostEdges)) {
                parts.add(part);
                part = new ArrayList<>();
                edges = 0;
            }
            part.add(task);
            edges += more;
        }
        parts.add(part);
        return parts;
    }

    private static CodeBlock body(PlanCode code, List<Task> tasks) {
        return tasks.stream().map(code::statement).collect(Collectors.collectingAndThen(Collectors.toList(), parts -> {
            CodeBlock.Builder body = CodeBlock.builder();
            parts.forEach(body::add);
            return body.build();
        }));
    }

    private MethodSpec definition(String name, CodeBlock body) {
        return MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addParameter(ParameterizedTypeName.get(TypeNames.PLAN_BUILDER, self), "plan")
                .addCode(body)
                .build();
    }
}
