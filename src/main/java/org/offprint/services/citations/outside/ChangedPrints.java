package org.offprint.services.citations.outside;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.offprint.platform.database.sql.Sql;
import org.offprint.services.citations.resemblance.CitedReference;

/**
 * The prints of works that have come to the set since references were looked up in it, and of those whose places these
 * took: a reference that has none of them finds what it found before. In memory; where they are too many, every print is
 * taken for one of them.
 */
final class ChangedPrints {

    /** Some hundred thousand works; 4 MB. Where more have come, as with a first load, most references are looked up. */
    private static final int MOST = 500_000;

    private static final int PAGE = 10_000;

    private static final List<String> TABLES = List.of("outside_work_print", "outside_work_former_print");

    private final long after;
    private final long upTo;

    /** In order; null stands for all that there can be. */
    private final long[] prints;

    private ChangedPrints(long after, long upTo, long[] prints) {
        this.after = after;
        this.upTo = upTo;
        this.prints = prints;
    }

    /**
     * Reads the prints of works that are newer than one, up to another one.
     *
     * @param after 0 where references were never looked up, which makes every print one of them
     */
    static ChangedPrints between(long after, long upTo, Sql sql) {
        return new ChangedPrints(after, upTo, after == 0 ? null : read(after, upTo, sql));
    }

    private record Row(long work, long print) {}

    private static long[] read(long after, long upTo, Sql sql) {
        long[] prints = new long[PAGE];
        int count = 0;
        for (String table : TABLES) {
            Row last = new Row(after, Long.MAX_VALUE);
            while (last != null) {
                List<Row> page = sql.list(
                        "select p.work, p.print from " + table + " p where (p.work, p.print) > (?, ?) and p.work <= ?"
                                + " order by p.work, p.print limit " + PAGE,
                        row -> new Row(row.getLong("work"), row.getLong("print")),
                        last.work(),
                        last.print(),
                        upTo);
                if (count + page.size() > MOST) {
                    return null;
                }
                if (count + page.size() > prints.length) {
                    prints = Arrays.copyOf(prints, 2 * prints.length);
                }
                for (Row row : page) {
                    prints[count++] = row.print();
                }
                last = page.size() < PAGE ? null : page.get(PAGE - 1);
            }
        }
        long[] sorted = Arrays.copyOf(prints, count);
        Arrays.sort(sorted);
        return sorted;
    }

    /** Reports whether they were read of the works between these two. */
    boolean areBetween(long first, long last) {
        return after == first && upTo == last;
    }

    /** Reports whether a reference has one of them. */
    boolean mayBeOf(CitedReference reference) {
        return prints == null || hasOne(WorkPrints.of(reference.words()));
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
