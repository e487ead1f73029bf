package org.offprint.api.issues;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.offprint.api.lists.Filters;
import org.offprint.api.lists.ListRequest;
import org.offprint.api.lists.Lists;
import org.offprint.api.lists.Lists.Source;
import org.offprint.http.json.Json;
import org.offprint.http.parameters.Parameters;
import org.offprint.identifiers.Doi;
import org.offprint.issues.Issue;
import org.offprint.issues.IssueRepository;
import org.offprint.issues.IssueView;
import org.offprint.journals.JournalRef;
import org.offprint.journals.JournalRepository;
import org.offprint.security.Caller;

/** The list of issues: to readers those that are published, to editors all of their journals. */
@ApplicationScoped
class IssueList {

    private static final Map<String, String> STATUS = Map.of(
            "draft", "status = 'draft' and scheduled_at is null",
            "scheduled", "scheduled_at is not null",
            "published", "status = 'published'");

    private static final int FIRST_YEAR = 1000;
    private static final int LAST_YEAR = 2999;

    private final Lists lists;
    private final Caller caller;
    private final JournalRepository journals;

    IssueList(Lists lists, Caller caller, JournalRepository journals) {
        this.lists = lists;
        this.caller = caller;
        this.journals = journals;
    }

    Response answer(ListRequest request, IssueFilter filter, boolean forEditors) {
        Parameters parameters = new Parameters();
        Filters filters = new Filters()
                .anyOf("id", parameters.uuids("id", filter.id))
                .anyOf("journal", parameters.uuids("journal", filter.journal))
                .anyOf("body ->> 'volume'", filter.volume);
        years(filters, filter.year, parameters);
        dois(filters, filter.doi, parameters);
        if (forEditors) {
            caller.journals().ifPresent(own -> filters.and("journal = any(?::uuid[])", texts(own)));
            states(filters, filter.status, parameters);
        } else {
            filters.and("status = 'published'");
            if (!filter.status.isEmpty()) {
                parameters.wrong("status", "for-editors", "Readers see what is published; this is for editors.");
            }
        }
        Source<Issue> source = new Source<>(
                IssueRepository.COLUMNS,
                "issue",
                "id",
                true,
                !forEditors,
                IssueRepository::row,
                page -> views(page, forEditors));
        return lists.answer(request, parameters, filters, source);
    }

    private static void years(Filters filters, List<String> years, Parameters parameters) {
        List<String> valid = years.stream()
                .map(year -> parameters.integer("year", year, FIRST_YEAR, LAST_YEAR, FIRST_YEAR))
                .map(year -> Integer.toString(year))
                .toList();
        filters.anyOf("body ->> 'year'", valid);
    }

    private static void dois(Filters filters, List<String> dois, Parameters parameters) {
        List<String> keys = dois.stream()
                .map(doi -> parameters.parsed("doi", doi, "doi-format", Doi::parse))
                .filter(doi -> doi != null)
                .map(Doi::key)
                .toList();
        if (!keys.isEmpty()) {
            filters.and("id in (select holder from doi where doi = any(?))", keys);
        }
    }

    private static void states(Filters filters, List<String> wanted, Parameters parameters) {
        List<String> states = new ArrayList<>();
        for (String status : wanted) {
            String condition = parameters.oneOf("status", status, STATUS, null);
            if (condition != null) {
                states.add("(" + condition + ")");
            }
        }
        if (!states.isEmpty()) {
            filters.and("(" + String.join(" or ", states) + ")");
        }
    }

    private List<byte[]> views(List<Issue> page, boolean forEditors) {
        Map<UUID, JournalRef> refs =
                journals.refs(page.stream().map(issue -> issue.journal).collect(Collectors.toSet()));
        return page.stream()
                .map(issue -> IssueView.of(issue, refs.get(issue.journal), forEditors))
                .map(Json::write)
                .toList();
    }

    /** As texts, which the statement casts: an empty array has no type of its own. */
    private static List<String> texts(Set<UUID> ids) {
        return ids.stream().map(UUID::toString).toList();
    }
}
