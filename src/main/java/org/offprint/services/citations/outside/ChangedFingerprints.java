package org.offprint.services.citations.outside;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.offprint.platform.database.sql.Sql;
import org.offprint.services.citations.resemblance.CitedReference;

/**
 * Fingerprints of the works that were added to the set since references were last looked up, and of the works that were
 * replaced since then. A reference without any of these fingerprints has the same result as before. The fingerprints
 * are stored in memory. If there are too many fingerprints, every fingerprint counts as changed.
 */
final class ChangedFingerprints {

    /**
     * Maximum number of fingerprints: the fingerprints of several hundred thousand works, 4 MB. If more works were
     * added, as in a first import, most references must be looked up anyway.
     */
    private static final int MAX_FINGERPRINTS = 500_000;

    private static final int PAGE = 10_000;

    private static final List<String> TABLES = List.of("outside_work_print", "outside_work_former_print");

    private final long after;
    private final long upTo;

    /** Sorted fingerprints; null if every possible fingerprint counts as changed. */
    private final long[] prints;

    private ChangedFingerprints(long after, long upTo, long[] prints) {
        this.after = after;
        this.upTo = upTo;
        this.prints = prints;
    }

    /**
     * Reads the fingerprints of works with ids above {@code after}, up to {@code upTo}.
     *
     * @param after 0 if references were never looked up; every fingerprint then counts as changed
     */
    static ChangedFingerprints between(long after, long upTo, Sql sql) {
        return new ChangedFingerprints(after, upTo, after == 0 ? null : read(after, upTo, sql));
    }

    private record StoredFingerprint(long work, long print) {}

    private static long[] read(long after, long upTo, Sql sql) {
        long[] prints = new long[PAGE];
        int count = 0;
        for (String table : TABLES) {
            StoredFingerprint last = new StoredFingerprint(after, Long.MAX_VALUE);
            while (last != null) {
                List<StoredFingerprint> page = sql.list(
                        "select p.work, p.print from " + table + " p where (p.work, p.print) > (?, ?) and p.work <= ?"
                                + " order by p.work, p.print limit " + PAGE,
                        row -> new StoredFingerprint(row.getLong("work"), row.getLong("print")),
                        last.work(),
                        last.print(),
                        upTo);
                if (count + page.size() > MAX_FINGERPRINTS) {
                    return null;
                }
                if (count + page.size() > prints.length) {
                    prints = Arrays.copyOf(prints, 2 * prints.length);
                }
                for (StoredFingerprint row : page) {
                    prints[count++] = row.print();
                }
                last = page.size() < PAGE ? null : page.get(PAGE - 1);
            }
        }
        long[] sorted = Arrays.copyOf(prints, count);
        Arrays.sort(sorted);
        return sorted;
    }

    /** Returns whether these fingerprints were read for the works between these two ids. */
    boolean areBetween(long first, long last) {
        return after == first && upTo == last;
    }

    /** Returns whether a reference has one of these fingerprints. */
    boolean mayBeOf(CitedReference reference) {
        return prints == null || hasOne(WorkFingerprints.of(reference.words()));
    }

    private boolean hasOne(Set<Long> some) {
        for (long print : some) {
            if (Arrays.binarySearch(prints, print) >= 0) {
                return true;
            }
        }
        return false;
    }
}
