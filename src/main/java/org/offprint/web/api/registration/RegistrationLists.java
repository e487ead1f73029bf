package org.offprint.web.api.registration;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.QueryParam;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.offprint.journal.journals.Journal;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.paging.PageLinks;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.http.parameters.Parameters;
import org.offprint.platform.security.Caller;
import org.offprint.services.registration.HoldReason;
import org.offprint.services.registration.RegistrationState;
import org.offprint.services.registration.targets.Target;
import org.offprint.web.api.lists.PageRequest;
import org.offprint.web.api.lists.StoredPages;

/** Lists and counts the registrations in the journals that the caller edits. */
@ApplicationScoped
public class RegistrationLists {

    private static final String FROM = " from registration r join registration_account a on a.id = r.account";
    private static final int MAX_CODE_LENGTH = 100;
    private static final int MAX_COUNTS = 200;

    private final Sql sql;
    private final StoredPages pages;
    private final Caller caller;

    RegistrationLists(Sql sql, StoredPages pages, Caller caller) {
        this.sql = sql;
        this.pages = pages;
        this.caller = caller;
    }

    /** Filter parameters of the registration list. */
    public static class Filter {

        @QueryParam("journal")
        @Parameter(
                description = "Filter by journal, given by its id or slug. By default, the registrations of all"
                        + " journals that you edit are listed.")
        String journal;

        @QueryParam("target")
        @Parameter(description = "Filter by registration service, for example `crossref`.")
        ParameterValue<Target> target;

        @QueryParam("state")
        @Parameter(description = "Filter by state of the registration, for example `refused`.")
        ParameterValue<RegistrationState> state;

        @QueryParam("hold")
        @Parameter(description = "Filter by the reason for the hold, for example `confirm`.")
        ParameterValue<HoldReason> hold;

        @QueryParam("code")
        @Parameter(
                description = "Filter by the machine-readable reason for the registration state. At most 100"
                        + " characters.",
                example = "title-not-yours")
        String code;

        @QueryParam("record")
        @Parameter(description = "Filter by the id of an article, an issue or a journal.")
        ParameterValue<UUID> record;

        /** Creates a filter from query parameters of the desk, by the names of the parameters of the API. */
        public static Filter of(Map<String, String> values) {
            Filter filter = new Filter();
            filter.journal = values.get("journal");
            filter.state = value(values.get("state"));
            filter.record = value(values.get("record"));
            return filter;
        }

        private static <T> ParameterValue<T> value(String text) {
            return text == null ? null : new ParameterValue<>(text);
        }
    }

    /** Number of registrations with a given state or reason code. */
    @Schema(name = "RegistrationCount", description = "Number of registrations with one state or reason code.")
    record Count(
            @Schema(required = true, description = "State or reason code of the counted registrations.")
            String value,

            @Schema(required = true, description = "Number of registrations with this state or reason code.")
            long count) {}

    /** Counts of registrations by state and by reason code. */
    @Schema(
            name = "RegistrationFacets",
            description = "Number of registrations per state and per machine-readable reason.")
    record RegistrationFacets(
            @Schema(required = true, description = "Number of registrations per state.")
            List<Count> state,

            @Schema(required = true, description = "Number of registrations per machine-readable reason.")
            List<Count> code) {}

    /** Schema of a page of registrations, for the OpenAPI document. */
    @Schema(name = "RegistrationPage", description = "Page of registrations.")
    record RegistrationPage(
            @Schema(required = true, description = "Registrations on this page.")
            List<RegistrationView> items,

            @Schema(required = true) long total,
            @Schema(required = true) PageLinks page,

            @Schema(
                    required = true,
                    description = "Counts of all matching registrations by state and by machine-readable reason.")
            RegistrationFacets facets) {}

    /** Response body with all registrations of one record. */
    @Schema(name = "RegistrationsOfRecord", description = "Registrations of one record, one per account.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RegistrationsOfRecord(
            @Schema(required = true, description = "Registrations of the record, one per account.")
            List<RegistrationView> items) {}

    private record Condition(String condition, List<Object> parameters) {

        Condition and(String more, Object parameter) {
            List<Object> all = new ArrayList<>(parameters);
            all.add(parameter);
            return new Condition(condition + more, all);
        }

        Object[] with(Object... last) {
            List<Object> all = new ArrayList<>(parameters);
            all.addAll(List.of(last));
            return all.toArray();
        }
    }

    /** Returns a page of the registrations that match the filter, sorted by id. */
    Reply<RegistrationPage> page(PageRequest request, Filter filter) {
        Condition where = where(filter);
        List<StateCount> counted = counted(where);
        long total = counted.stream().mapToLong(StateCount::count).sum();
        RegistrationFacets facets =
                new RegistrationFacets(counts(counted, StateCount::state), counts(counted, StateCount::code));
        return pages.page(
                request,
                "registrations",
                (key, backwards, limit) -> rows(where, key, backwards, limit),
                view -> view.id().toString(),
                Json::write,
                total,
                Map.of("facets", Json.write(facets)));
    }

    private Condition where(Filter filter) {
        Parameters parameters = new Parameters();
        Condition where = new Condition(" where true", List.of());
        Optional<Set<UUID>> edited = caller.journals();
        if (edited.isPresent()) {
            where = where.and(" and r.journal = any(?::uuid[])", List.copyOf(edited.get()));
        }
        if (filter.journal != null) {
            Optional<UUID> journal = Journal.idOf(filter.journal);
            if (journal.isEmpty()) {
                parameters.addError("journal", "unknown-journal", "Must be the id or slug of a journal.");
            } else {
                where = where.and(" and r.journal = ?", journal.get());
            }
        }
        where = oneOf(where, parameters, "target", filter.target, Target.class, " and a.target = ?");
        where = oneOf(where, parameters, "state", filter.state, RegistrationState.class, " and r.state = ?");
        where = oneOf(where, parameters, "hold", filter.hold, HoldReason.class, " and r.hold = ?");
        if (filter.code != null) {
            String code = parameters.text("code", filter.code);
            if (filter.code.length() > MAX_CODE_LENGTH) {
                parameters.addError("code", "size", "Must have at most " + MAX_CODE_LENGTH + " characters.");
            } else {
                where = where.and(" and r.code = ?", code == null ? "" : code);
            }
        }
        if (filter.record != null) {
            UUID record = parameters.parsed("record", filter.record, "id-format", Ids::parse);
            if (record != null) {
                where = where.and(" and r.record = ?", record);
            }
        }
        parameters.check();
        return where;
    }

    private static <E extends Enum<E>> Condition oneOf(
            Condition where,
            Parameters parameters,
            String name,
            ParameterValue<E> given,
            Class<E> type,
            String condition) {
        if (given == null) {
            return where;
        }
        E value = parameters.oneOf(name, given.text(), Vocabulary.constants(type), null);
        return value == null ? where : where.and(condition, Vocabulary.termOf(value));
    }

    private record StateCount(String state, String code, long count) {}

    private List<StateCount> counted(Condition where) {
        return sql.list(
                "select r.state, r.code, count(*) as count" + FROM + where.condition()
                        + " group by r.state, r.code order by count(*) desc limit ?",
                row -> new StateCount(row.getString("state"), row.getString("code"), row.getLong("count")),
                where.with(MAX_COUNTS));
    }

    private static List<Count> counts(List<StateCount> counted, Function<StateCount, String> value) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counted.stream()
                .filter(each -> value.apply(each) != null)
                .forEach(each -> counts.merge(value.apply(each), each.count(), Long::sum));
        return counts.entrySet().stream()
                .map(each -> new Count(each.getKey(), each.getValue()))
                .toList();
    }

    private List<RegistrationView> rows(Condition where, String key, boolean backwards, int limit) {
        Condition from =
                key == null ? where : where.and(backwards ? " and r.id < ?" : " and r.id > ?", UUID.fromString(key));
        return sql.list(
                "select " + RegistrationView.COLUMNS + FROM + from.condition() + " order by r.id"
                        + (backwards ? " desc" : "") + " limit ?",
                RegistrationView::read,
                from.with(limit));
    }

    /** Returns the registrations of the record with the given id. */
    Reply<RegistrationsOfRecord> of(UUID record) {
        List<RegistrationView> items = sql.list(
                "select " + RegistrationView.COLUMNS + FROM + " where r.record = ? order by r.id limit 100",
                RegistrationView::read,
                record);
        return Reply.of(Reply.forEditors(Json.write(new RegistrationsOfRecord(items)), null));
    }

    /** Returns the registration with the given id, which must exist. */
    RegistrationView one(UUID id) {
        return sql.first("select " + RegistrationView.COLUMNS + FROM + " where r.id = ?", RegistrationView::read, id)
                .orElseThrow();
    }
}
