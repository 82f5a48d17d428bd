package dev.doge.runtime.internal;

import dev.doge.runtime.RunOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run has beside its request if it is carried out in another manner than most are. Filled before the run is attached. */
final class Manner {
    private final boolean keepsGoing;

    /** How the run waits for what is left, once its target is doomed. */
    volatile @Nullable Lingering lingering;

    /** The ways to what made the run fail; written before it ends. */
    volatile @Nullable List<Failures.Way> ways;

    Manner(RunOptions options) {
        this.keepsGoing = options.keepsGoing();
    }

    boolean keepsGoing() {
        return keepsGoing;
    }
}
