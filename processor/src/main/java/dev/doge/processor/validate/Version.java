package dev.doge.processor.validate;

import java.util.Optional;

/** The version of the processor, as its jar says. */
public final class Version {
    /** The version; that of the source tree where there is no jar. */
    public static final String OF_PROCESSOR = Optional.ofNullable(
                    Version.class.getPackage().getImplementationVersion())
            .orElse("0.1.0-SNAPSHOT");

    private Version() {}
}
