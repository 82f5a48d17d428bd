package dev.doge.processor.model;

import java.util.List;
import java.util.Optional;

/**
 * A {@code @DependsOn}.
 *
 * @param tasks what it names
 * @param each the source of a fan-out
 * @param as the input that is bound
 * @param with bindings
 * @param recursive whether it is marked recursive, and where
 * @param place the annotation
 */
public record DependsOnMark(
        List<Named> tasks,
        Optional<Named> each,
        Optional<Named> as,
        List<Named> with,
        Optional<Place> recursive,
        Place place) {}
