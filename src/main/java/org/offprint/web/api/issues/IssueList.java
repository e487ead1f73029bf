package org.offprint.web.api.issues;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.offprint.journal.issues.Issue;
import org.offprint.journal.issues.IssueView;
import org.offprint.journal.journals.JournalLookup;
import org.offprint.journal.journals.JournalRef;
import org.offprint.kernel.json.Json;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.security.Caller;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.web.api.lists.IncludedData;
import org.offprint.web.api.lists.ListRequest;
import org.offprint.web.api.lists.Listing;
import org.offprint.web.api.lists.Lists;

/** Creates pages of the issue list. Readers see only published issues, and editors see all issues of their journals. */
@ApplicationScoped
class IssueList {

    private final Lists lists;
    private final Caller caller;
    private final JournalLookup journals;
    private final TableOfContents contents;

    IssueList(Lists lists, Caller caller, JournalLookup journals, TableOfContents contents) {
        this.lists = lists;
        this.caller = caller;
        this.journals = journals;
        this.contents = contents;
    }

    /**
     * Returns a page of the issue list.
     *
     * @param include requested members of {@link IssueRecordInclusions}
     */
    <T> Reply<T> answer(ListRequest request, IssueFilter filter, boolean forEditors, Set<String> include) {
        Listing listing = forEditors
                ? Listing.forEditors(
                        RecordKind.ISSUE, SortOrder.NEWEST, IssueView.class, caller.journals(), this::workingCopies)
                : Listing.forReaders(RecordKind.ISSUE, SortOrder.NEWEST, IssueView.class);
        return lists.answer(
                request,
                filter,
                listing.including(new IncludedData(
                        IssueRecordInclusions.class, include, ids -> contents.included(ids, forEditors))));
    }

    private Map<UUID, byte[]> workingCopies(List<UUID> ids) {
        List<Issue> found = Issue.list("id in ?1", ids);
        Map<UUID, JournalRef> refs =
                journals.refs(found.stream().map(issue -> issue.journal).collect(Collectors.toSet()));
        Map<UUID, byte[]> items = new LinkedHashMap<>();
        found.forEach(issue -> items.put(issue.id, Json.write(IssueView.of(issue, refs.get(issue.journal), true))));
        return items;
    }
}
