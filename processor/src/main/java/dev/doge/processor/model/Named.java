package dev.doge.processor.model;

/**
 * A name that an annotation gives, and where.
 *
 * @param name the name
 * @param place the annotation's value
 */
public record Named(String name, Place place) {}
