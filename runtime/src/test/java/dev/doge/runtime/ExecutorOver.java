package dev.doge.runtime;

import dev.doge.runtime.internal.Engine;

/** Makes executors over engines that no builder can ask for. */
public final class ExecutorOver {
    private ExecutorOver() {}

    /** Returns an executor over an engine. */
    public static DogeExecutor engine(Engine engine) {
        return DogeExecutor.builder().on(engine);
    }
}
