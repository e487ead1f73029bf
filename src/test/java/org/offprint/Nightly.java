package org.offprint;

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
}
