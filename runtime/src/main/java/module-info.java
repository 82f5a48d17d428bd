/** The runtime of task graphs: executes the graphs that the annotation processor generates. */
module dev.doge.runtime {
    requires static transitive org.jspecify;

    exports dev.doge.runtime;
    exports dev.doge.runtime.event;
    exports dev.doge.runtime.generated;
    exports dev.doge.runtime.spi;
}
