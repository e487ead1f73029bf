package org.offprint.services.usage.reports;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Supported reports of COUNTER 5.1 (section 4), with their options. */
public enum CounterReport {
    PR(
            "Platform Report",
            "Activity across the platform, with filters and attributes.",
            Level.PLATFORM,
            false,
            List.of(
                    Metric.SEARCHES_PLATFORM,
                    Metric.TOTAL_ITEM_INVESTIGATIONS,
                    Metric.TOTAL_ITEM_REQUESTS,
                    Metric.UNIQUE_ITEM_INVESTIGATIONS,
                    Metric.UNIQUE_ITEM_REQUESTS),
            List.of(Attribute.ACCESS_METHOD)),
    PR_P1(
            "Platform Usage",
            "Activity on the platform, summarized by metric.",
            Level.PLATFORM,
            true,
            List.of(Metric.SEARCHES_PLATFORM, Metric.TOTAL_ITEM_REQUESTS, Metric.UNIQUE_ITEM_REQUESTS),
            List.of()),
    TR(
            "Title Report",
            "Activity by journal, with filters and attributes.",
            Level.TITLE,
            false,
            Metric.OF_ITEMS,
            List.of(Attribute.YOP, Attribute.ACCESS_TYPE, Attribute.ACCESS_METHOD)),
    TR_J3(
            "Journal Usage by Access Type",
            "Activity by journal and access type.",
            Level.TITLE,
            true,
            Metric.OF_ITEMS,
            List.of()),
    IR(
            "Item Report",
            "Activity by article, with filters and attributes. Like all reports of this service, it"
                    + " covers worldwide usage.",
            Level.ITEM,
            false,
            Metric.OF_ITEMS,
            List.of(
                    Attribute.AUTHORS,
                    Attribute.PUBLICATION_DATE,
                    Attribute.ARTICLE_VERSION,
                    Attribute.YOP,
                    Attribute.ACCESS_TYPE,
                    Attribute.ACCESS_METHOD));

    /** Kind of items in a usage report: platform, journals or articles. */
    enum Level {
        PLATFORM("Journal", Stream.of(DataTypes.TITLES, DataTypes.ITEMS, Set.of("Platform"))),
        TITLE("Journal", Stream.of(DataTypes.TITLES)),
        ITEM("Article", Stream.of(DataTypes.ITEMS));

        private final String dataType;
        private final Set<String> dataTypes;

        Level(String dataType, Stream<Set<String>> dataTypes) {
            this.dataType = dataType;
            this.dataTypes = dataTypes.flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
        }

        /** Returns the Data_Type of the report items for the host type eJournal. */
        String dataType() {
            return dataType;
        }

        /**
         * Returns the Data_Type values that are accepted as a filter (COUNTER API 5.1.0.1, filters of PR, TR and IR).
         */
        Set<String> dataTypes() {
            return dataTypes;
        }
    }

    private static final class DataTypes {

        private static final Set<String> TITLES = Set.of(
                "Book",
                "Conference",
                "Journal",
                "Newspaper_or_Newsletter",
                "Other",
                "Patent",
                "Reference_Work",
                "Report",
                "Standard",
                "Thesis_or_Dissertation",
                "Unspecified");
        private static final Set<String> ITEMS = Set.of(
                "Article",
                "Audiovisual",
                "Book_Segment",
                "Conference_Item",
                "Database_Full_Item",
                "Dataset",
                "Image",
                "Interactive_Resource",
                "Multimedia",
                "News_Item",
                "Other",
                "Patent",
                "Reference_Item",
                "Report",
                "Software",
                "Sound",
                "Standard",
                "Thesis_or_Dissertation",
                "Unspecified");
    }

    /** Metric of a usage report. */
    enum Metric {
        SEARCHES_PLATFORM("Searches_Platform"),
        TOTAL_ITEM_INVESTIGATIONS("Total_Item_Investigations"),
        TOTAL_ITEM_REQUESTS("Total_Item_Requests"),
        UNIQUE_ITEM_INVESTIGATIONS("Unique_Item_Investigations"),
        UNIQUE_ITEM_REQUESTS("Unique_Item_Requests");

        /** Metrics of items, in the order of the report columns. */
        static final List<Metric> OF_ITEMS = List.of(
                TOTAL_ITEM_INVESTIGATIONS, TOTAL_ITEM_REQUESTS, UNIQUE_ITEM_INVESTIGATIONS, UNIQUE_ITEM_REQUESTS);

        private final String word;

        Metric(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /** Attribute that a report can show or by which its counts are broken down. */
    enum Attribute {
        AUTHORS("Authors"),
        PUBLICATION_DATE("Publication_Date"),
        ARTICLE_VERSION("Article_Version"),
        YOP("YOP"),
        ACCESS_TYPE("Access_Type"),
        ACCESS_METHOD("Access_Method");

        private final String word;

        Attribute(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    private final String title;
    private final String description;
    private final Level level;
    private final boolean isView;
    private final List<Metric> metrics;
    private final List<Attribute> attributes;

    CounterReport(
            String title,
            String description,
            Level level,
            boolean isView,
            List<Metric> metrics,
            List<Attribute> attributes) {
        this.title = title;
        this.description = description;
        this.level = level;
        this.isView = isView;
        this.metrics = metrics;
        this.attributes = attributes;
    }

    /**
     * Returns the report with the given name in a URL, which is the lower-case report id. Returns empty if there is
     * none.
     */
    public static Optional<CounterReport> named(String name) {
        return Stream.of(values())
                .filter(report -> report.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    /** Returns the Report_Name of the report. */
    public String title() {
        return title;
    }

    /** Returns the Report_Description of the report. */
    public String description() {
        return description;
    }

    Level level() {
        return level;
    }

    /**
     * Returns whether the report is a standard view, which has fixed filters and includes only the Access_Method
     * Regular.
     */
    boolean isView() {
        return isView;
    }

    List<Metric> metrics() {
        return metrics;
    }

    /**
     * Returns the metrics listed in the header of a standard view. PR_P1 also lists a metric for books, although this
     * service has no books.
     */
    List<String> statedMetrics() {
        Stream<String> ofBooks = this == PR_P1 ? Stream.of("Unique_Title_Requests") : Stream.of();
        return Stream.concat(metrics.stream().map(Metric::word), ofBooks).toList();
    }

    List<Attribute> attributes() {
        return attributes;
    }
}
