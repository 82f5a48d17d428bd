package dev.doge.processor.model;

/** Where a diagnostic is reported: an element, or a value of an annotation on it. Only the reader knows more. */
public interface Place {}
