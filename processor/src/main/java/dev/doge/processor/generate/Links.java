package dev.doge.processor.generate;

import dev.doge.processor.model.Method;
import dev.doge.processor.model.Shape;
import dev.doge.processor.model.Task;
import java.util.stream.Collectors;

/** Links from the generated documentation to the user's methods. */
final class Links {
    private Links() {}

    static String to(Task task) {
        Method method = task.method();
        String parameters =
                method.erasedParameters().stream().map(Shape::text).collect(Collectors.joining(", ", "(", ")"));
        return "{@link " + method.owner().text() + "#" + method.name() + parameters + " " + task.name() + "}";
    }
}
