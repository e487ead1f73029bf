package org.offprint;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Selects how often tests repeat their work: a few times for every change, and many times in nightly builds. {@code
 * .ci/nightly} sets {@code -Dnightly}. Tests that always take a long time are annotated with {@link NightlyOnly}.
 */
public final class Nightly {

    private static final boolean IS_NIGHT = System.getProperty("nightly") != null;

    private Nightly() {}

    /**
     * Returns the number of rounds, records or attempts for a test: the first argument in builds of a change, the
     * second argument in nightly builds.
     */
    public static int or(int byDay, int atNight) {
        return IS_NIGHT ? atNight : byDay;
    }

    /** Returns the first argument in builds of a change, and the second argument in nightly builds. */
    public static <T> T or(T byDay, T atNight) {
        return IS_NIGHT ? atNight : byDay;
    }

    /** Returns all elements in nightly builds, and otherwise every third element. */
    public static <T> List<T> some(List<T> all) {
        return IntStream.range(0, all.size())
                .filter(i -> IS_NIGHT || i % 3 == 0)
                .mapToObj(all::get)
                .toList();
    }
}
