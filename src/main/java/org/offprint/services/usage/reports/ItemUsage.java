package org.offprint.services.usage.reports;

import java.time.YearMonth;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.offprint.services.usage.reports.CounterReport.Metric;

/**
 * Usage of one item in a report.
 *
 * @param journal id of the journal; null for the platform
 * @param article id of the article; null for a journal or the platform
 */
record ItemUsage(UUID journal, UUID article, List<Performance> performances) {

    /**
     * Usage counts for one combination of attributes. Attributes that are not shown in the report are null.
     *
     * @param counts counts by metric and month, without zeros
     */
    record Performance(
            String dataType,
            String yop,
            String accessType,
            String accessMethod,
            Map<Metric, Map<YearMonth, Long>> counts) {

        Performance(String dataType, String yop, String accessType, String accessMethod) {
            this(dataType, yop, accessType, accessMethod, new EnumMap<>(Metric.class));
        }

        void count(Metric metric, YearMonth month, long count) {
            if (count > 0) {
                counts.computeIfAbsent(metric, absent -> new TreeMap<>()).merge(month, count, Long::sum);
            }
        }
    }
}
