package dev.doge.runtime.internal;

import dev.doge.runtime.Graph;
import dev.doge.runtime.Request;
import dev.doge.runtime.TaskFailedException;
import dev.doge.runtime.TaskId;
import dev.doge.runtime.TaskRef;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way into types of the API whose inside users do not see. Constant handles: the compiler sees through them.
 */
public final class Api {
    private static final VarHandle NODE;
    private static final VarHandle KEY;
    private static final MethodHandle NEW_REQUEST;
    private static final MethodHandle NEW_FAILURE;
    private static final MethodHandle NEW_TASK_ID;

    static {
        try {
            MethodHandles.Lookup requests = MethodHandles.privateLookupIn(Request.class, MethodHandles.lookup());
            NODE = requests.findVarHandle(Request.class, "node", TaskNode.class);
            KEY = requests.findVarHandle(Request.class, "key", Object.class);
            NEW_REQUEST = requests.findConstructor(
                    Request.class, MethodType.methodType(void.class, Graph.class, TaskNode.class, Object.class));
            NEW_FAILURE = MethodHandles.privateLookupIn(TaskFailedException.class, MethodHandles.lookup())
                    .findConstructor(
                            TaskFailedException.class,
                            MethodType.methodType(
                                    void.class, String.class, Request.class, List.class, int.class, List.class));
            NEW_TASK_ID = MethodHandles.privateLookupIn(TaskId.class, MethodHandles.lookup())
                    .findConstructor(
                            TaskId.class, MethodType.methodType(void.class, Class.class, String.class, TaskRef.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Api() {}

    /**
     * Makes a request.
     *
     * @param graph the graph
     * @param node the task
     * @param key the key as the task's layout has it
     * @param <T> the type of the task's value
     * @return the request
     */
    @SuppressWarnings("unchecked") // the caller names the type of the task's value
    public static <T extends @Nullable Object> Request<T> request(Graph graph, TaskNode node, Object key) {
        try {
            return (Request<T>) NEW_REQUEST.invokeExact(graph, node, key);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    static TaskId<?> taskId(Class<?> owner, String name, TaskRef<?> ref) {
        try {
            return (TaskId<?>) NEW_TASK_ID.invokeExact(owner, name, ref);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    static TaskNode node(Request<?> request) {
        return (TaskNode) NODE.get(request);
    }

    static Object key(Request<?> request) {
        return KEY.get(request);
    }

    static TaskFailedException failure(
            String message, Request<?> request, List<Request<?>> path, int attempts, List<Throwable> rootCauses) {
        try {
            return (TaskFailedException) NEW_FAILURE.invokeExact(message, request, path, attempts, rootCauses);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
