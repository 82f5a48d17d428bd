package dev.doge.runtime.internal;

import java.util.function.Supplier;

/** Writes down what the user's code has done that has no other place to be told. Thread-safe. */
final class Warnings {
    private static final String NAME = "dev.doge.runtime";

    private Warnings() {}

    /** Writes that something has thrown. Never throws: what the user's code is called and says may throw in its turn, and so may who writes. */
    static void thrown(Supplier<String> what, Throwable thrown) {
        try {
            System.getLogger(NAME).log(System.Logger.Level.WARNING, what.get(), thrown);
        } catch (Throwable again) {
            quietly(what);
        }
    }

    private static void quietly(Supplier<String> what) {
        try {
            System.getLogger(NAME).log(System.Logger.Level.WARNING, what.get());
        } catch (Throwable again) { // nothing is left to be said
            return;
        }
    }
}
