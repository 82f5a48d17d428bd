package dev.doge.processor.graph;

import dev.doge.processor.graph.Binding.Source;
import dev.doge.processor.model.Named;
import java.util.Optional;

/**
 * One condition of a task.
 *
 * @param name the name, without the {@code !}
 * @param negated whether it must be false
 * @param source what it means; empty if nothing has the name
 */
public record Condition(Named name, boolean negated, Optional<Source> source) {}
