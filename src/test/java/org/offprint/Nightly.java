package org.offprint;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How long the long loops of tests are: short in the run of every change, long at night, which {@code .ci/nightly} says
 * with {@code -Dnightly}. Tests that are long at any length are marked {@link AtNight}.
 */
public final class Nightly {

    private static final boolean IS_NIGHT = System.getProperty("nightly") != null;

    private Nightly() {}

    /** The number of rounds, records or tries: the first by day, the second at night. */
    public static int or(int byDay, int atNight) {
        return IS_NIGHT ? atNight : byDay;
    }

    /** All of these at night, every third of them by day. */
    public static <T> List<T> some(List<T> all) {
        return IntStream.range(0, all.size())
                .filter(i -> IS_NIGHT || i % 3 == 0)
                .mapToObj(all::get)
                .toList();
    }
}
