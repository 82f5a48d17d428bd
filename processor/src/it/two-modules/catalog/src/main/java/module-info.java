/** Tasks for whoever composes them. */
module catalog {
    requires static transitive dev.doge.annotations;
    requires transitive dev.doge.runtime;

    exports catalog.api;
}
