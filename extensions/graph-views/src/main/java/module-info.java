/** Views of graphs that are built at run time. */
module dev.doge.views {
    requires transitive dev.doge.runtime;
    requires org.jgrapht.core;
    requires static transitive org.jspecify;

    exports dev.doge.views;
}
