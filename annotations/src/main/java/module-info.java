/** The annotations with which tasks and their dependencies are declared. */
module dev.doge.annotations {
    exports dev.doge.annotations;
}
