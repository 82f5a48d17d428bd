package dev.doge.processor.graph;

import dev.doge.processor.model.Place;
import dev.doge.processor.model.Task;

/**
 * A need of one task for another.
 *
 * @param from the task that needs
 * @param to the task that is needed
 * @param text the element that makes the edge, as messages show it
 * @param orderOnly whether the value is not taken
 * @param place the element
 */
public record Edge(Task from, Task to, String text, boolean orderOnly, Place place) {}
