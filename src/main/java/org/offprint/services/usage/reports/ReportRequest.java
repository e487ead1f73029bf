package org.offprint.services.usage.reports;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.kernel.identifiers.Issn;
import org.offprint.services.usage.UsageEvent.AccessMethod;
import org.offprint.services.usage.reports.CounterException.Refusal;
import org.offprint.services.usage.reports.CounterReport.Attribute;
import org.offprint.services.usage.reports.CounterReport.Level;
import org.offprint.services.usage.reports.CounterReport.Metric;
import org.offprint.services.usage.reports.UsageMonths.Span;

/**
 * Parsed request for a usage report (COUNTER 5.1, section 3.3.8, and the COUNTER API). Unsupported parameters and
 * values are ignored and listed in the report header, as the COUNTER Code of Practice requires.
 *
 * @param begin first month
 * @param end last requested month that is available; the last requested month if none is available
 * @param metrics metrics in report order
 * @param stated given filters by name, for the report header
 * @param years ranges of publication years with two values each; empty for all years
 * @param shown attributes to show
 * @param exceptions exceptions for the report header
 */
public record ReportRequest(
        CounterReport report,
        YearMonth begin,
        YearMonth end,
        List<Metric> metrics,
        Map<String, List<String>> stated,
        Set<AccessMethod> methods,
        boolean includesOpen,
        boolean includesArticles,
        boolean includesSearches,
        List<int[]> years,
        ItemFilter item,
        Set<Attribute> shown,
        boolean hasParents,
        List<CounterException> exceptions) {

    /**
     * Parameters that every report accepts. Unsupported filters and attributes of the COUNTER API are listed as
     * exceptions in the report header.
     */
    private static final Set<String> COMMON_PARAMETERS =
            Set.of("customer_id", "requestor_id", "api_key", "platform", "begin_date", "end_date", "format");

    private static final int MAX_VALUES = 100;
    private static final int MAX_MONTHS = 240;
    private static final int MAX_VALUE_LENGTH = 2_000;
    /** Filter for one item in a usage report: a journal by ISSN or id, or an article by DOI key or id. */
    public record ItemFilter(String issn, String doi, UUID id) {

        static final ItemFilter NONE = new ItemFilter(null, null, null);

        boolean isNone() {
            return equals(NONE);
        }
    }

    /** Parses the parameters of a report request. Each parameter must occur at most once. */
    private static final class ParameterParser {

        private final CounterReport report;
        private final Map<String, String> given;
        private final Set<String> unknown;
        private final Map<String, List<String>> stated = new LinkedHashMap<>();
        private final List<CounterException> exceptions = new ArrayList<>();
        private final List<String> badFilters = new ArrayList<>();
        private final List<String> badAttributes = new ArrayList<>();

        ParameterParser(CounterReport report, Map<String, String> given) {
            this.report = report;
            this.given = given;
            unknown = new LinkedHashSet<>(given.keySet());
            unknown.removeAll(COMMON_PARAMETERS);
        }

        /** Returns the value of a parameter supported by the report; null if it is missing. */
        String value(String name) {
            unknown.remove(name);
            String value = given.get(name);
            return value == null || value.isBlank() || value.length() > MAX_VALUE_LENGTH ? null : value.strip();
        }

        List<String> values(String name) {
            String value = value(name);
            return value == null
                    ? List.of()
                    : Arrays.stream(value.split("\\|", MAX_VALUES + 1))
                            .limit(MAX_VALUES)
                            .map(String::strip)
                            .toList();
        }

        /** Returns the valid values of a filter parameter; empty if there is no restriction. */
        <T> Set<T> filter(String name, String header, Function<String, Optional<T>> known) {
            Set<T> read = new LinkedHashSet<>();
            List<String> words = new ArrayList<>();
            for (String word : values(name)) {
                Optional<T> value = known.apply(word);
                value.ifPresentOrElse(
                        each -> {
                            // COUNTER's schema requires that the report header lists each value only once.
                            if (!words.contains(word)) {
                                read.add(each);
                                words.add(word);
                            }
                        },
                        () -> badFilters.add(name + "=" + shown(word)));
            }
            if (!words.isEmpty()) {
                stated.put(header, words);
            }
            return read;
        }

        List<CounterException> exceptions() {
            if (!unknown.isEmpty()) {
                exceptions.add(CounterException.unknownParameter(unknown.stream()
                        .limit(MAX_VALUES)
                        .map(ParameterParser::shown)
                        .collect(Collectors.joining("|"))));
            }
            if (!badFilters.isEmpty()) {
                exceptions.add(CounterException.badFilter(String.join("|", badFilters)));
            }
            if (!badAttributes.isEmpty()) {
                exceptions.add(CounterException.badAttribute(String.join("|", badAttributes)));
            }
            return exceptions;
        }

        static String shown(String word) {
            String line = word.replaceAll("\\p{Cntrl}", "?");
            return line.length() <= 100 ? line : line.substring(0, 100) + "…";
        }
    }

    /**
     * Parses a request for a usage report.
     *
     * @param given parameters with one value each
     * @param span available months
     * @throws Refusal if a date is missing or invalid
     */
    public static ReportRequest read(
            CounterReport report, Map<String, String> given, Span span, Instant now, String platform) {
        ParameterParser reading = new ParameterParser(report, given);
        YearMonth begin = month(given, "begin_date", true);
        YearMonth end = month(given, "end_date", false);
        if (end.isBefore(begin)) {
            throw CounterException.badDates("end_date must not be before begin_date.");
        }
        if (!begin.isBefore(YearMonth.from(now.atZone(ZoneOffset.UTC)))) {
            throw CounterException.badDates("begin_date must be in a month that has ended.");
        }
        if (end.isAfter(span.last())) {
            reading.exceptions.add(CounterException.notReady(
                    "Requested: " + begin + " to " + end + "; the last available month is " + span.last() + "."));
        }
        YearMonth last = end.isAfter(span.last()) ? span.last() : end;
        boolean isReady = !last.isBefore(begin);
        if (begin.isBefore(span.first())) {
            reading.exceptions.add(CounterException.noLongerAvailable("Requested: " + begin + " to " + end
                    + "; available: " + span.first() + " to " + span.last() + "."));
        }
        String platformGiven = given.get("platform");
        if (platformGiven != null && !platformGiven.equals(platform)) {
            reading.badFilters.add("platform=" + ParameterParser.shown(platformGiven));
        }
        ReportRequest request = report.isView()
                ? view(reading, begin, isReady ? last : end)
                : customizable(reading, begin, isReady ? last : end);
        return isReady ? request : request.matchingNothing();
    }

    private static ReportRequest view(ParameterParser reading, YearMonth begin, YearMonth end) {
        CounterReport report = reading.report;
        reading.stated.put("Metric_Type", report.statedMetrics());
        if (report.level() == Level.TITLE) {
            reading.stated.put("Data_Type", List.of(report.level().dataType()));
        }
        reading.stated.put("Access_Method", List.of(AccessMethod.REGULAR.word()));
        return new ReportRequest(
                report,
                begin,
                end,
                report.metrics(),
                reading.stated,
                EnumSet.of(AccessMethod.REGULAR),
                true,
                true,
                true,
                List.of(),
                ItemFilter.NONE,
                report.level() == Level.TITLE ? EnumSet.of(Attribute.ACCESS_TYPE) : EnumSet.noneOf(Attribute.class),
                false,
                reading.exceptions());
    }

    private static ReportRequest customizable(ParameterParser reading, YearMonth begin, YearMonth end) {
        CounterReport report = reading.report;
        boolean ofPlatform = report.level() == Level.PLATFORM;
        Set<Metric> metrics = reading.filter("metric_type", "Metric_Type", word -> report.metrics().stream()
                .filter(metric -> metric.word().equals(word))
                .findFirst());
        Set<String> dataTypes = reading.filter("data_type", "Data_Type", word -> Optional.of(word)
                .filter(report.level().dataTypes()::contains));
        Set<AccessMethod> methods =
                reading.filter("access_method", "Access_Method", word -> Stream.of(AccessMethod.values())
                        .filter(method -> method.word().equals(word))
                        .findFirst());
        Set<String> types = ofPlatform
                ? Set.of()
                : reading.filter("access_type", "Access_Type", word -> Optional.of(word)
                        .filter(Set.of("Controlled", "Open", "Free_To_Read")::contains));
        Set<int[]> years = ofPlatform ? Set.of() : reading.filter("yop", "YOP", ReportRequest::years);
        Set<ItemFilter> items =
                ofPlatform ? Set.of() : reading.filter("item_id", "Item_ID", word -> item(word, report.level()));
        Set<Attribute> shown = attributes(reading);
        boolean hasParents = report.level() == Level.ITEM && isTrue(reading, "include_parent_details");
        if (report.level() == Level.ITEM && isTrue(reading, "include_component_details")) {
            reading.exceptions.add(CounterException.noComponents());
        }
        String granularity = reading.value("granularity");
        if (granularity != null && !granularity.equals("Month")) {
            reading.badAttributes.add("granularity=" + ParameterParser.shown(granularity));
        }
        return new ReportRequest(
                report,
                begin,
                end,
                report.metrics().stream()
                        .filter(metric -> metrics.isEmpty() || metrics.contains(metric))
                        .toList(),
                reading.stated,
                methods.isEmpty() ? EnumSet.allOf(AccessMethod.class) : methods,
                types.isEmpty() || types.contains("Open"),
                dataTypes.isEmpty() || dataTypes.contains(report.level().dataType()),
                dataTypes.isEmpty() || dataTypes.contains("Platform"),
                List.copyOf(years),
                items.stream().findFirst().orElse(ItemFilter.NONE),
                shown,
                hasParents,
                reading.exceptions());
    }

    private static Set<Attribute> attributes(ParameterParser reading) {
        Set<Attribute> shown = EnumSet.noneOf(Attribute.class);
        for (String word : reading.values("attributes_to_show")) {
            reading.report.attributes().stream()
                    .filter(attribute -> attribute.word().equals(word))
                    .findFirst()
                    .ifPresentOrElse(
                            shown::add,
                            () -> reading.badAttributes.add("attributes_to_show=" + ParameterParser.shown(word)));
        }
        return shown;
    }

    private static boolean isTrue(ParameterParser reading, String name) {
        String value = reading.value(name);
        if (value != null && !value.equals("True") && !value.equals("False")) {
            reading.badAttributes.add(name + "=" + ParameterParser.shown(value));
        }
        return "True".equals(value);
    }

    /** Parses a publication year or range of years, such as {@code 2020} or {@code 2018-2020}. */
    private static Optional<int[]> years(String word) {
        if (!word.matches("[0-9]{4}(-[0-9]{4})?")) {
            return Optional.empty();
        }
        int from = Integer.parseInt(word.substring(0, 4));
        int until = word.length() > 4 ? Integer.parseInt(word.substring(5)) : from;
        return until < from ? Optional.empty() : Optional.of(new int[] {from, until});
    }

    /**
     * Parses an item id: {@code issn:1234-5679}, {@code doi:10.1/x} or {@code proprietary:…}. A proprietary id ends
     * with the id of a record in this service.
     */
    private static Optional<ItemFilter> item(String word, Level level) {
        int colon = word.indexOf(':');
        String type = colon < 0 ? "" : word.substring(0, colon).toLowerCase(Locale.ROOT);
        String value = word.substring(colon + 1).strip();
        try {
            return switch (type) {
                case "issn", "print_issn", "online_issn" ->
                    Optional.of(new ItemFilter(Issn.parse(value).toString(), null, null));
                case "doi" ->
                    level == Level.ITEM
                            ? Optional.of(new ItemFilter(null, Doi.parse(value).key(), null))
                            : Optional.empty();
                case "proprietary" ->
                    Optional.of(new ItemFilter(null, null, Ids.parse(value.substring(value.lastIndexOf(':') + 1))));
                default -> Optional.empty();
            };
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
    }

    /** Parses a date parameter, which must be a month or the first or last day of a month. */
    private static YearMonth month(Map<String, String> given, String name, boolean isFirst) {
        String value = given.get(name);
        if (value == null || value.isBlank()) {
            throw CounterException.insufficient(name + " is missing.");
        }
        try {
            if (value.matches("[0-9]{4}-[0-9]{2}")) {
                return YearMonth.parse(value);
            }
            if (value.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
                LocalDate day = LocalDate.parse(value);
                YearMonth month = YearMonth.from(day);
                if (day.equals(isFirst ? month.atDay(1) : month.atEndOfMonth())) {
                    return month;
                }
            }
        } catch (DateTimeException e) {
            throw CounterException.badDates(name + " must be a valid date.");
        }
        throw CounterException.badDates(name + " must be a month, or its " + (isFirst ? "first" : "last")
                + " day: 2026-01 or " + (isFirst ? "2026-01-01." : "2026-01-31."));
    }

    /** Returns a copy of the report request with an additional exception. */
    ReportRequest with(CounterException exception) {
        List<CounterException> more = new ArrayList<>(exceptions);
        more.add(exception);
        return copy(includesArticles, includesSearches, more);
    }

    /** Returns a copy of the report request that matches no usage. */
    private ReportRequest matchingNothing() {
        return copy(false, false, exceptions);
    }

    private ReportRequest copy(boolean articles, boolean searches, List<CounterException> told) {
        return new ReportRequest(
                report,
                begin,
                end,
                metrics,
                stated,
                methods,
                includesOpen,
                articles,
                searches,
                years,
                item,
                shown,
                hasParents,
                told);
    }

    /** Returns the months of the report in order, limited to the last 240 months. */
    List<YearMonth> months() {
        YearMonth earliest = end.minusMonths(MAX_MONTHS - 1);
        return Stream.iterate(
                        begin.isAfter(earliest) ? begin : earliest,
                        month -> !month.isAfter(end),
                        month -> month.plusMonths(1))
                .toList();
    }

    /** Returns whether the report includes usage of articles, not only searches. */
    boolean asksForItems() {
        return includesArticles && includesOpen && metrics.stream().anyMatch(Metric.OF_ITEMS::contains);
    }

    /** Returns whether the report includes the number of searches. */
    boolean asksForSearches() {
        return includesSearches && metrics.contains(Metric.SEARCHES_PLATFORM);
    }
}
