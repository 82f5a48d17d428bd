package dev.doge.runtime;

import dev.doge.runtime.internal.Api;
import dev.doge.runtime.internal.TaskNode;
import java.util.List;

/** What this package lets the engine do that users cannot. */
final class ApiAccess extends Api.Access {
    @Override
    protected Request<?> request(Graph graph, TaskNode node, Object key) {
        return new Request<>(graph, node, key);
    }

    @Override
    protected TaskNode node(Request<?> request) {
        return request.node;
    }

    @Override
    protected Object key(Request<?> request) {
        return request.key;
    }

    @Override
    protected TaskId<?> taskId(Class<?> owner, String name, TaskRef<?> ref) {
        return new TaskId<>(owner, name, ref);
    }

    @Override
    protected TaskFailedException failure(
            String message, Request<?> request, List<Request<?>> path, int attempts, List<Throwable> rootCauses) {
        return new TaskFailedException(message, request, path, attempts, rootCauses);
    }
}
