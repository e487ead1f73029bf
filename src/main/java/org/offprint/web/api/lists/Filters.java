package org.offprint.web.api.lists;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.kernel.identifiers.Slug;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.http.parameters.Parameters;
import org.offprint.search.query.SearchQuery;
import org.offprint.search.schema.DateField;
import org.offprint.search.schema.Presence;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.TermField;
import org.offprint.search.schema.TermValues;

/** Filters of one list request, converted to search conditions. */
public final class Filters {

    private static final Map<String, Presence> PRESENCE = Stream.of(Presence.values())
            .collect(Collectors.toMap(Presence::word, each -> each, (one, other) -> one, LinkedHashMap::new));

    private static final int MAX_CITATIONS = 1_000_000;

    private final RecordKind kind;
    private final boolean forEditors;
    private final Parameters parameters;
    private final SlugLookup journals;
    private final Map<String, SearchQuery> queries = new LinkedHashMap<>();
    private final Map<TermField, Set<String>> selected = new EnumMap<>(TermField.class);

    Filters(RecordKind kind, boolean forEditors, Parameters parameters, SlugLookup journals) {
        this.kind = kind;
        this.forEditors = forEditors;
        this.parameters = parameters;
        this.journals = journals;
    }

    /**
     * Restricts the list to records of the given journals, each identified by id or slug. An unknown slug or id matches
     * no records.
     */
    public Filters inJournals(List<ParameterValue<String>> given) {
        Set<String> slugs = new LinkedHashSet<>();
        List<String> ids = new ArrayList<>();
        for (String each : texts(given)) {
            if (Ids.isUuidShaped(each.strip())) {
                ids.add(each);
            } else {
                Slug slug = parameters.parsed(TermField.JOURNAL_ID.word(), each, "id-or-slug-format", Filters::slug);
                Optional.ofNullable(slug).map(Slug::value).ifPresent(slugs::add);
            }
        }
        if (!slugs.isEmpty()) {
            Map<String, UUID> known = journals.ids(slugs);
            slugs.forEach(slug ->
                    ids.add(known.getOrDefault(slug, SearchQuery.OneOf.NO_ID).toString()));
        }
        return anyOfTexts(TermField.JOURNAL_ID, ids);
    }

    /**
     * Restricts the list to records that have any of the given values in a field. Each value can have any input format
     * of the field, for example any form of a DOI. If no values are given, the list is not restricted.
     */
    public <T> Filters anyOf(TermField field, List<ParameterValue<T>> given) {
        return anyOfTexts(field, texts(given));
    }

    private Filters anyOfTexts(TermField field, List<String> raw) {
        if (raw.isEmpty()) {
            return this;
        }
        Set<String> values = new LinkedHashSet<>();
        for (String each : raw) {
            try {
                values.add(TermValues.normal(field, kind, each));
            } catch (InvalidValueException e) {
                parameters.addError(field.word(), e.code(), e.getMessage());
            }
        }
        if (!values.isEmpty()) {
            queries.put(field.word(), new SearchQuery.OneOf(field, values));
            selected.put(field, values);
        }
        return this;
    }

    private static <T> List<String> texts(List<ParameterValue<T>> given) {
        return given == null
                ? List.of()
                : given.stream().map(ParameterValue::text).toList();
    }

    private static Slug slug(String text) {
        try {
            return Slug.parse(text);
        } catch (InvalidValueException e) {
            throw new IllegalArgumentException("Must be a journal id or slug. " + e.getMessage(), e);
        }
    }

    /** Adds a filter that only editors may use. */
    public <T> Filters forEditors(TermField field, List<ParameterValue<T>> given) {
        return isRejected(field.word(), given) ? this : anyOf(field, given);
    }

    /**
     * Restricts the list to the records that {@code records} returns for the parameter values. The filter is available
     * to editors only. If the query parameter is absent, the list is not restricted.
     *
     * @param records returns the ids of the matching records; for an invalid value, adds an error to the parameters and
     *     returns null
     */
    public <T> Filters forEditors(
            String name, List<ParameterValue<T>> given, BiFunction<List<String>, Parameters, Set<UUID>> records) {
        if (given == null || given.isEmpty() || isRejected(name, given)) {
            return this;
        }
        Set<UUID> ids = records.apply(texts(given), parameters);
        return ids == null ? this : restrictTo(name, ids);
    }

    private <T> boolean isRejected(String name, List<ParameterValue<T>> given) {
        boolean isRefused = !forEditors && given != null && !given.isEmpty();
        if (isRefused) {
            parameters.addError(
                    name,
                    "for-editors",
                    "Remove this parameter, or send the request as an editor and without view=public.");
        }
        return isRefused;
    }

    /**
     * Returns the ids to which the request restricts a field, or empty if the request does not filter by this field.
     */
    public Optional<Set<UUID>> ids(TermField field) {
        return Optional.ofNullable(selected.get(field))
                .map(values -> values.stream().map(UUID::fromString).collect(Collectors.toSet()));
    }

    /**
     * Restricts the list to a range of dates. The range includes both dates, and either date can be null.
     *
     * @param name parameter name without the suffix {@code From} or {@code Until}
     */
    public Filters between(DateField field, String name, ParameterValue<String> from, ParameterValue<String> until) {
        Instant first = instant(field, name + "From", ParameterValue.textOf(from), false);
        Instant last = instant(field, name + "Until", ParameterValue.textOf(until), true);
        if (first != null && last != null && first.isAfter(last)) {
            parameters.addError(name + "Until", "range-empty", "Must not be before " + name + "From.");
        } else if (first != null || last != null) {
            queries.put(name, new SearchQuery.Between(field, first, last));
        }
        return this;
    }

    /** Adds the filter {@code citationsFrom}, the minimum number of citations. */
    public Filters minCitations(ParameterValue<Integer> least) {
        int number = parameters.integer("citationsFrom", least, 0, MAX_CITATIONS, 0);
        if (number > 0) {
            queries.put("citationsFrom", new SearchQuery.Cited(number));
        }
        return this;
    }

    /**
     * Restricts the list to the records with the given ids, in addition to the filters of the request.
     *
     * @param name key of the restriction, which must differ from the names of all list parameters
     */
    public Filters restrictTo(String name, Set<UUID> ids) {
        queries.put(name, SearchQuery.OneOf.ids(ids));
        return this;
    }

    /**
     * Adds the filters {@code has} and {@code missing}. A record matches {@code has} if it has all given members, and
     * {@code missing} if it lacks any given member.
     */
    public Filters presence(List<ParameterValue<String>> has, List<ParameterValue<String>> missing) {
        List<SearchQuery> parts = presences("has", texts(has), true);
        if (!parts.isEmpty()) {
            queries.put("has", new SearchQuery.And(parts));
        }
        List<SearchQuery> gaps = presences("missing", texts(missing), false);
        if (!gaps.isEmpty()) {
            queries.put("missing", new SearchQuery.Or(gaps));
        }
        return this;
    }

    Map<String, SearchQuery> queries() {
        return queries;
    }

    /** Returns the values to which the request restricts a field; empty if the field is not restricted. */
    Set<String> selected(TermField field) {
        return selected.getOrDefault(field, Set.of());
    }

    private List<SearchQuery> presences(String name, List<String> raw, boolean present) {
        List<SearchQuery> parts = new ArrayList<>();
        for (String each : raw) {
            Presence what = parameters.oneOf(name, each.toLowerCase(Locale.ROOT), PRESENCE, null);
            if (what != null) {
                parts.add(new SearchQuery.Has(what, present));
            }
        }
        return parts;
    }

    /**
     * Returns the first or the last instant of a day, month or year in UTC. If the parameter is a timestamp, its exact
     * instant is returned. Only the {@code updated} filters accept timestamps, because printed dates have no time.
     */
    private Instant instant(DateField field, String name, String raw, boolean last) {
        if (field == DateField.UPDATED && raw != null && raw.indexOf('T') > 0) {
            return parameters.parsed(name, raw, "date-format", Filters::parseTime);
        }
        PartialDate date = parameters.parsed(name, raw, "date-format", PartialDate::parse);
        if (date == null) {
            return null;
        }
        LocalDate first = date.firstDay();
        if (!last) {
            return first.atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        LocalDate next = date.month() == null
                ? first.plusYears(1)
                : date.day() == null ? first.plusMonths(1) : first.plusDays(1);
        return next.atStartOfDay(ZoneOffset.UTC).toInstant().minusNanos(1);
    }

    private static Instant parseTime(String raw) {
        OffsetDateTime time;
        try {
            time = OffsetDateTime.parse(raw);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "Must be a full or partial date, or a time with its offset, for example 2025-12,"
                            + " 2025-12-03 or 2025-12-03T10:15:00Z.",
                    e);
        }
        // RFC 3339 allows only four-digit years. Java also accepts years outside the range of the index.
        if (time.getYear() < 0 || time.getYear() > 9999) {
            throw new IllegalArgumentException("Must have a four-digit year.");
        }
        return time.toInstant();
    }
}
