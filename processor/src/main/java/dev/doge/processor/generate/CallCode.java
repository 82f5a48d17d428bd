package dev.doge.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Words the bodies of some tasks of a large graph as the cases of one switch. */
final class CallCode {
    private final ClassName graph;
    private final String name;
    private final int first;
    private final List<CodeBlock> cases = new ArrayList<>();

    CallCode(ClassName graph, String name, int first) {
        this.graph = graph;
        this.name = name;
        this.first = first;
    }

    /** Adds a body, and returns its number. */
    int add(CodeBlock call, boolean returnsNothing) {
        int number = next();
        cases.add(
                returnsNothing
                        ? CodeBlock.of("case $L -> {\n  $L;\n  yield null;\n}\n", number, call)
                        : CodeBlock.of("case $L -> $L;\n", number, call));
        return number;
    }

    /** Returns the number of the next body. */
    int next() {
        return first + cases.size();
    }

    /** Returns the statement that says what the numbers of the following tasks mean. */
    CodeBlock announcement() {
        return CodeBlock.of("plan.calls($T::$L);\n", graph, name);
    }

    /** Returns the method that calls a body. */
    MethodSpec method() {
        CodeBlock.Builder code =
                CodeBlock.builder().add("return switch (number) {\n").indent();
        cases.forEach(code::add);
        return MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(Object.class)
                .addParameter(graph, "graph")
                .addParameter(int.class, "number")
                .addParameter(TypeNames.IN, "in")
                .addException(Throwable.class)
                .addCode(code.add("default -> throw new $T();\n", IllegalArgumentException.class)
                        .unindent()
                        .add("};\n")
                        .build())
                .build();
    }
}
