package dev.doge.benchmarks.sharing;

/**
 * What a scenario has shown of a contender.
 *
 * @param mark whether the promise was kept
 * @param what what was seen
 */
record Seen(Mark mark, String what) {
    /** Whether the promise was kept. */
    enum Mark {
        KEPT("kept"),
        NOT_KEPT("**not kept**"),
        HANGS("**hangs**");

        private final String word;

        Mark(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    static Seen kept(String what) {
        return new Seen(Mark.KEPT, what);
    }

    static Seen notKept(String what) {
        return new Seen(Mark.NOT_KEPT, what);
    }

    /** Kept or not, with what was seen in either case. */
    static Seen of(boolean kept, String what) {
        return kept ? kept(what) : notKept(what);
    }
}
