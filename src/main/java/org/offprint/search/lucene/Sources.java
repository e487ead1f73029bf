package org.offprint.search.lucene;

import org.offprint.search.Audience;
import org.offprint.search.Records;

/**
 * Where the records of an index are read.
 *
 * @param published what readers have
 * @param working what editors have instead of it or besides
 */
record Sources(Records published, Records working) {

    static Sources of(Iterable<Records> all) {
        Records published = null;
        Records working = null;
        for (Records each : all) {
            if (each.audience() == Audience.READERS) {
                published = each;
            } else {
                working = each;
            }
        }
        return new Sources(published, working);
    }
}
