package dev.doge.processor.snapshot;

/** Words of a shell command. */
final class Shell {
    private Shell() {}

    /** Returns {@code word} so that a POSIX shell takes it as one word. */
    static String quoted(String word) {
        return word.matches("[\\w./:@%+=,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
