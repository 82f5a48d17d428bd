package dev.doge.processor.generate;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import com.palantir.javapoet.WildcardTypeName;
import dev.doge.processor.model.Shape;
import java.util.List;

/** Turns types of the model into those of the source writer. */
final class TypeNames {
    static final ClassName GRAPH = ClassName.get("dev.doge.runtime", "Graph");
    static final ClassName REQUEST = ClassName.get("dev.doge.runtime", "Request");
    static final ClassName TASK_ID = ClassName.get("dev.doge.runtime", "TaskId");
    static final ClassName INPUT_ID = ClassName.get("dev.doge.runtime.generated", "InputId");
    static final ClassName PLAN = ClassName.get("dev.doge.runtime.generated", "Plan");
    static final ClassName PLAN_BUILDER = ClassName.get("dev.doge.runtime.generated", "PlanBuilder");
    static final ClassName IN = ClassName.get("dev.doge.runtime.generated", "In");
    static final ClassName BIND = ClassName.get("dev.doge.runtime.generated", "Bind");
    static final ClassName METADATA = ClassName.get("dev.doge.annotations", "GraphMetadata");
    static final ClassName MARK = ClassName.get("dev.doge.annotations", "DogeGenerated");

    private TypeNames() {}

    static TypeName of(Shape shape) {
        if (shape instanceof Shape.Array array) {
            return ArrayTypeName.of(of(array.component()));
        }
        if (shape instanceof Shape.Wildcard wildcard) {
            return wildcard.upper()
                    .<TypeName>map(bound -> WildcardTypeName.subtypeOf(of(bound)))
                    .or(() -> wildcard.lower().map(bound -> WildcardTypeName.supertypeOf(of(bound))))
                    .orElseGet(() -> WildcardTypeName.subtypeOf(ClassName.OBJECT));
        }
        if (shape instanceof Shape.Variable variable) {
            return TypeVariableName.get(variable.name());
        }
        if (shape instanceof Shape.Declared declared) {
            List<TypeName> arguments =
                    declared.arguments().stream().map(TypeNames::of).toList();
            if (declared.outer().isPresent()) {
                ParameterizedTypeName outer =
                        (ParameterizedTypeName) of(declared.outer().get());
                return outer.nestedClass(declared.simpleName(), arguments);
            }
            ClassName name = className(declared);
            return arguments.isEmpty() ? name : ParameterizedTypeName.get(name, arguments.toArray(TypeName[]::new));
        }
        return switch (((Shape.Primitive) shape).name()) {
            case "boolean" -> TypeName.BOOLEAN;
            case "byte" -> TypeName.BYTE;
            case "short" -> TypeName.SHORT;
            case "int" -> TypeName.INT;
            case "long" -> TypeName.LONG;
            case "char" -> TypeName.CHAR;
            case "float" -> TypeName.FLOAT;
            case "double" -> TypeName.DOUBLE;
            default -> TypeName.VOID;
        };
    }

    static ClassName className(Shape.Declared declared) {
        List<String> names = declared.names();
        return ClassName.get(
                declared.pkg(), names.get(0), names.subList(1, names.size()).toArray(new String[0]));
    }
}
