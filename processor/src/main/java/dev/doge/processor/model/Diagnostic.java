package dev.doge.processor.model;

import java.util.Optional;

/**
 * One thing to tell the user: what is wrong, why, and one concrete edit.
 *
 * @param id which
 * @param place where; empty if it belongs to no element
 * @param text the whole message
 */
public record Diagnostic(Id id, Optional<Place> place, String text) {
    /** Begins a diagnostic at a place. */
    public static Diagnostic at(Place place, Id id, String what) {
        return new Diagnostic(id, Optional.of(place), "[" + id + "] " + what);
    }

    /** Begins a diagnostic that belongs to no element. */
    public static Diagnostic of(Id id, String what) {
        return new Diagnostic(id, Optional.empty(), "[" + id + "] " + what);
    }

    /** Adds a line that says why. */
    public Diagnostic why(String line) {
        return new Diagnostic(id, place, text + "\n    " + line);
    }

    /** Adds the edit that mends it. */
    public Diagnostic help(String edit) {
        return new Diagnostic(id, place, text + "\n  help: " + edit);
    }
}
