/** Includes tasks of a module that it does not pass on to those who require it. */
module shop {
    requires catalog;
    requires static transitive dev.doge.annotations;
    requires transitive dev.doge.runtime;

    exports shop.api;
}
