package dev.doge.processor.generate;

import dev.doge.processor.model.Method;
import dev.doge.processor.model.Shape;
import dev.doge.processor.model.Task;
import dev.doge.processor.model.TaskClass;
import java.util.stream.Collectors;

/** Links from the generated documentation to the user's methods. */
final class Links {
    private final TaskClass taskClass;

    Links(TaskClass taskClass) {
        this.taskClass = taskClass;
    }

    String to(Task task) {
        Method method = task.method();
        String parameters =
                method.erasedParameters().stream().map(this::name).collect(Collectors.joining(", ", "(", ")"));
        return "{@link " + name(method.owner()) + "#" + method.name() + parameters + " " + task.name() + "}";
    }

    /** Returns the shortest name that needs no import. */
    String name(Shape type) {
        if (type instanceof Shape.Array array) {
            return name(array.component()) + "[]";
        }
        boolean near = type instanceof Shape.Declared declared
                && (declared.pkg().equals(taskClass.name().pkg())
                        || (declared.pkg().equals("java.lang")
                                && !taskClass.surroundings().hidesJavaLang()));
        return near ? type.simple() : type.text();
    }
}
