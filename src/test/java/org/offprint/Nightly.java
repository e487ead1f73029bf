package org.offprint;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Chooses the number of repetitions in tests: few for every change, many in nightly builds. {@code .ci/nightly} sets
 * {@code -Dnightly}. Tests that always take long are annotated with {@link NightlyOnly}.
 */
public final class Nightly {

    private static final boolean IS_NIGHT = System.getProperty("nightly") != null;

    private Nightly() {}

    /** Returns the number of rounds, records or attempts: the first for daily builds, the second for nightly builds. */
    public static int or(int byDay, int atNight) {
        return IS_NIGHT ? atNight : byDay;
    }

    /** Returns all elements in nightly builds, otherwise every third one. */
    public static <T> List<T> some(List<T> all) {
        return IntStream.range(0, all.size())
                .filter(i -> IS_NIGHT || i % 3 == 0)
                .mapToObj(all::get)
                .toList();
    }
}
