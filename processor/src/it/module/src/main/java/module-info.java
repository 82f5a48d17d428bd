/** A named module with an exported graph. */
module shop {
    requires static transitive dev.doge.annotations;
    requires transitive dev.doge.runtime;

    exports shop.api;
}
