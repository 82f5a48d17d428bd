package dev.doge.processor.model;

import java.util.Locale;

/** The catalogue: every diagnostic that the processor gives, by its number. */
public enum Id {
    DOGE001,
    DOGE002,
    DOGE003,
    DOGE004,
    DOGE005,
    DOGE006,
    DOGE007,
    DOGE008,
    DOGE009,
    DOGE010,
    DOGE011,
    DOGE012,
    DOGE013,
    DOGE014,
    DOGE015,
    DOGE016,
    DOGE017,
    DOGE018(Severity.NOTE),
    DOGE019,
    DOGE020,
    DOGE021,
    DOGE022,
    DOGE023,
    DOGE024,
    DOGE025,
    DOGE026,
    DOGE027,
    DOGE028,
    DOGE029,
    DOGE030,
    DOGE031,
    DOGE032,
    DOGE033,
    DOGE034,
    DOGE035,
    DOGE036,
    DOGE037,
    DOGE038,
    DOGE039,
    DOGE040,
    DOGE041,
    DOGE042,
    DOGE043,
    DOGE044,
    DOGE045,
    DOGE046(Severity.WARNING),
    DOGE047,
    DOGE048,
    DOGE049,
    DOGE053,
    DOGE054,
    DOGE060(Severity.WARNING),
    DOGE061(Severity.WARNING),
    DOGE062(Severity.WARNING),
    DOGE063(Severity.WARNING),
    DOGE064(Severity.WARNING),
    DOGE065(Severity.WARNING),
    DOGE080,
    DOGE081,
    DOGE090,
    DOGE091,
    DOGE092,
    DOGE093,
    DOGE999;

    /** How much it matters. */
    public enum Severity {
        ERROR,
        WARNING,
        NOTE
    }

    private final Severity severity;

    Id() {
        this(Severity.ERROR);
    }

    Id(Severity severity) {
        this.severity = severity;
    }

    public Severity severity() {
        return severity;
    }

    @Override
    public String toString() {
        return name().toUpperCase(Locale.ROOT);
    }
}
