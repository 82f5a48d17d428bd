package dev.doge.views;

import dev.doge.runtime.TaskRef;

/**
 * That a task needs another.
 *
 * @param task the task
 * @param needs what it needs
 */
public record Dependency(TaskRef<?> task, TaskRef<?> needs) {}
