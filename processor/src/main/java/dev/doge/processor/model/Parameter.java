package dev.doge.processor.model;

import java.util.Optional;

/**
 * A parameter of a task, as it is declared.
 *
 * @param name its name in the source
 * @param type its type
 * @param nullable whether it may take null
 * @param input the name of the input, if it is one
 * @param dependsOn what {@code @DependsOn} says
 * @param annotated whether what annotates types inside its type is known: class files lose it, and so do types put in for type variables
 * @param place the parameter
 */
public record Parameter(
        String name,
        Type type,
        boolean nullable,
        Optional<Named> input,
        Optional<DependsOnMark> dependsOn,
        boolean annotated,
        Place place) {}
