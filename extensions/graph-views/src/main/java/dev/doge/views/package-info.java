/** Views of graphs that are built at run time, computed by JGraphT. */
@NullMarked
package dev.doge.views;

import org.jspecify.annotations.NullMarked;
