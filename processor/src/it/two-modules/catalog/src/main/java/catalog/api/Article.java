package catalog.api;

/**
 * What is sold.
 *
 * @param sku its number
 * @param cents what it costs
 */
public record Article(String sku, int cents) {}
