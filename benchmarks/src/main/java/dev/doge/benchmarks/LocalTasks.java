package dev.doge.benchmarks;

/** The seven tasks of a request with a locale and a currency, for peers to which an input is a variable: one object per request. */
final class LocalTasks extends SevenTasks {
    private final int locale;
    private final short currency;

    LocalTasks(int locale, short currency) {
        this.locale = locale;
        this.currency = currency;
    }

    @Override
    Prefs prefs(User user) {
        return new Prefs(user.id() + locale);
    }

    @Override
    Page page(User user, Recs recs, Offers offers) {
        return new Page(user.id() + recs.x() + offers.x() + currency);
    }
}
