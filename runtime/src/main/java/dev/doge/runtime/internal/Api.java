package dev.doge.runtime.internal;

import dev.doge.runtime.Graph;
import dev.doge.runtime.Request;
import dev.doge.runtime.TaskFailedException;
import dev.doge.runtime.TaskId;
import dev.doge.runtime.TaskRef;
import java.lang.invoke.MethodHandles;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way into types of the API whose inside users do not see: their package implements it, and {@link Request} holds it. No handle for each
 * way, whose linking would cost a cold process more than the plan does. A constant: the compiler sees through it.
 */
public final class Api {
    private static final Access ACCESS;

    static {
        try {
            ACCESS = (Access) MethodHandles.privateLookupIn(Request.class, MethodHandles.lookup())
                    .findStaticVarHandle(Request.class, "ACCESS", Access.class)
                    .get();
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** What the package of the API lets in here. */
    public abstract static class Access {
        /** For the one subclass. */
        protected Access() {}

        /**
         * Makes a request.
         *
         * @param graph the graph
         * @param node the task
         * @param key the key as the task's layout has it
         * @return the request
         */
        protected abstract Request<?> request(Graph graph, TaskNode node, Object key);

        /**
         * Returns the task of a request.
         *
         * @param request the request
         * @return the task
         */
        protected abstract TaskNode node(Request<?> request);

        /**
         * Returns the key of a request.
         *
         * @param request the request
         * @return the key
         */
        protected abstract Object key(Request<?> request);

        /**
         * Makes the identity of a task of a built graph.
         *
         * @param owner the class that the name is unique in
         * @param name the name
         * @param ref what the task is known by
         * @return the identity
         */
        protected abstract TaskId<?> taskId(Class<?> owner, String name, TaskRef<?> ref);

        /**
         * Makes what is thrown when a request fails.
         *
         * @param message the message
         * @param request what was asked for
         * @param path from what was asked for to what failed
         * @param attempts how often that was tried
         * @param rootCauses what was thrown
         * @return the exception
         */
        protected abstract TaskFailedException failure(
                String message, Request<?> request, List<Request<?>> path, int attempts, List<Throwable> rootCauses);
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
        return (Request<T>) ACCESS.request(graph, node, key);
    }

    static TaskId<?> taskId(Class<?> owner, String name, TaskRef<?> ref) {
        return ACCESS.taskId(owner, name, ref);
    }

    static TaskNode node(Request<?> request) {
        return ACCESS.node(request);
    }

    static Object key(Request<?> request) {
        return ACCESS.key(request);
    }

    static TaskFailedException failure(
            String message, Request<?> request, List<Request<?>> path, int attempts, List<Throwable> rootCauses) {
        return ACCESS.failure(message, request, path, attempts, rootCauses);
    }
}
