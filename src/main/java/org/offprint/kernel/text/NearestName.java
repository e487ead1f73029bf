package org.offprint.kernel.text;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that is most similar to a mistyped name. */
public final class NearestName {

    private NearestName() {}

    /**
     * Returns the known name that is most similar to a mistyped name, ignoring case, or empty if none is similar
     * enough. At most a third of the letters may be wrong; a missing, added, changed or swapped letter counts as one
     * error. If several known names are equally similar, the first one is returned.
     */
    public static Optional<String> to(String word, Collection<String> known) {
        String asked = word.toLowerCase(Locale.ROOT);
        if (asked.length() > 100) {
            return Optional.empty();
        }
        String best = null;
        int least = Integer.MAX_VALUE;
        for (String candidate : known) {
            int distance = distance(asked, candidate.toLowerCase(Locale.ROOT));
            int allowed = Math.max(1, Math.max(asked.length(), candidate.length()) / 3);
            if (distance < least && distance <= allowed && distance < candidate.length()) {
                best = candidate;
                least = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    private static int distance(String one, String other) {
        int[] beforeLast = new int[other.length() + 1];
        int[] last = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] now = new int[other.length() + 1];
            now[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                now[j] = Math.min(Math.min(now[j - 1], last[j]) + 1, last[j - 1] + change);
                if (swapped(one, i, other, j)) {
                    now[j] = Math.min(now[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = now;
        }
        return last[other.length()];
    }

    private static boolean swapped(String one, int i, String other, int j) {
        return i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
    }
}
