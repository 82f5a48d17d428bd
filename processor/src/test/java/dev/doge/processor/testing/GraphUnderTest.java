package dev.doge.processor.testing;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import dev.doge.runtime.Request;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A generated graph class, seen by reflection.
 *
 * @param type the class
 */
public record GraphUnderTest(Class<?> type) {
    /** Returns the parameters of each request method, {@code "long userId, Locale locale"}, by the name of the method. */
    public SortedMap<String, String> keys() {
        SortedMap<String, String> keys = new TreeMap<>();
        for (Method method : requestMethods()) {
            String key = Arrays.stream(method.getParameters())
                    .map(GraphUnderTest::declaration)
                    .collect(joining(", "));
            if (keys.put(method.getName(), key) != null) {
                throw new AssertionError("two request methods " + method.getName() + " in " + type);
            }
        }
        return keys;
    }

    /** Returns the request methods, those that return a {@code Request}. */
    public List<Method> requestMethods() {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getReturnType() == Request.class && !method.isSynthetic())
                .toList();
    }

    /** Returns the type of the requests of a task, {@code "Request<List<String>>"}. */
    public String requestType(String task) {
        return requestMethods().stream()
                .filter(method -> method.getName().equals(task))
                .map(method -> simple(method.getGenericReturnType()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no request method " + task + " in " + type));
    }

    /** Returns a graph over these task objects. */
    public Object of(Object... owners) {
        return requireNonNull(Reflect.call(factory(), null, owners));
    }

    /** Returns a graph over task objects that are made by their constructors without parameters. */
    public Object ofNew() {
        return of(Arrays.stream(factory().getParameterTypes())
                .map(GraphUnderTest::instance)
                .toArray());
    }

    /** Returns the static {@code of}. */
    public Method factory() {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals("of") && !method.isSynthetic())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no of(...) in " + type));
    }

    /** Returns a request of {@code graph} for a task with a key. */
    public Request<?> request(Object graph, String task, Object... key) {
        Method method = requestMethods().stream()
                .filter(candidate -> candidate.getName().equals(task))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no request method " + task + " in " + type));
        return (Request<?>) requireNonNull(Reflect.call(method, graph, key));
    }

    /** Makes an object by its constructor without parameters. */
    public static Object instance(Class<?> type) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("cannot make a " + type, e);
        }
    }

    private static String declaration(Parameter parameter) {
        return simple(parameter.getParameterizedType()) + " " + parameter.getName();
    }

    private static String simple(Type type) {
        return type.getTypeName().replaceAll("[\\w.]+[.$](?=\\w)", "");
    }
}
