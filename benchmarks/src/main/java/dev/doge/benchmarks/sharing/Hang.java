package dev.doge.benchmarks.sharing;

import java.io.Serial;

/** Something that should have happened did not, for so long that it never will. */
final class Hang extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String what;

    Hang(String what) {
        super(what);
        this.what = what;
    }

    String what() {
        return what;
    }
}
