package org.offprint.web.api.issues;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.offprint.journal.articles.Article;
import org.offprint.journal.issues.Issue;
import org.offprint.journal.journals.Journal;
import org.offprint.journal.publishing.IssuePlacement;
import org.offprint.journal.publishing.IssuePlacement.PlacedSection;
import org.offprint.kernel.json.ReadOnlyMembers;
import org.offprint.kernel.json.RecordReader;
import org.offprint.platform.changes.WriteContext;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.database.sql.SqlException;
import org.offprint.platform.security.Caller;
import org.offprint.web.api.issues.ContentsInput.SectionOrder;
import org.offprint.web.api.writes.Body;
import org.offprint.web.api.writes.EditRequest;
import org.offprint.web.api.writes.WriteResponse;

/** Changes the article order of an issue within a transaction. */
@ApplicationScoped
class ContentsWrites {

    /**
     * Read-only members of the table of contents. The member {@code removed} is accepted but ignored, so that clients
     * can send back the response to an earlier change.
     */
    private static final ReadOnlyMembers READ_ONLY = new ReadOnlyMembers(Map.of(), Set.of("removed"));

    private final IssueWrites edits;
    private final TableOfContents contents;
    private final IssuePlacement placement;
    private final Sql sql;
    private final Caller caller;

    ContentsWrites(IssueWrites edits, TableOfContents contents, IssuePlacement placement, Sql sql, Caller caller) {
        this.edits = edits;
        this.contents = contents;
        this.placement = placement;
        this.sql = sql;
        this.caller = caller;
    }

    /** Sets the article order of an issue from the request body. */
    WriteResponse replace(String id, EditRequest request, Body<ContentsInput> body, WriteContext write) {
        JsonNode sent = body.tree();
        UUID journalId = Issue.journalOf(id);
        caller.requireEditorOf(journalId, () -> Issue.isPublished(id), "issue", id);
        RecordReader reader = new RecordReader();
        READ_ONLY.removeFrom(sent, NullNode.getInstance(), reader);
        ContentsInput input = body.read(sent, reader);
        Map<UUID, Article> locked = lockArticles(UUID.fromString(id), journalId, referencedArticles(input));
        Journal journal = Journal.findById(journalId, LockModeType.PESSIMISTIC_READ);
        Issue issue = Issue.lock(id);
        List<Article> present = present(issue, locked);
        request.requireMatch(TableOfContents.etag(issue, present));
        List<PlacedSection> order = order(input, issue, journal, locked, reader);
        reader.check("The order of the issue");
        List<Article> now =
                order.stream().flatMap(placed -> placed.articles().stream()).toList();
        Set<Article> listed = new HashSet<>(now);
        List<Article> removed =
                present.stream().filter(article -> !listed.contains(article)).toList();
        placement.place(issue.id, order, removed, caller.asEditor(), write);
        ContentsView view = contents.forEditors(edits.view(issue), journal.body, now);
        return WriteResponse.ok(
                TableOfContents.etag(issue, now),
                view.withRemoved(removed.stream().map(article -> article.id).toList()));
    }

    private static Set<UUID> referencedArticles(ContentsInput input) {
        Set<UUID> named = new HashSet<>();
        if (input != null && input.sections() != null) {
            input.sections().stream()
                    .filter(section -> section != null && section.articles() != null)
                    .forEach(section -> named.addAll(section.articles()));
        }
        named.remove(null);
        return named;
    }

    /**
     * Locks all articles of the issue, and all articles of the journal that the request body lists. Returns the locked
     * articles, keyed by id.
     */
    private Map<UUID, Article> lockArticles(UUID issue, UUID journal, Set<UUID> named) {
        List<UUID> ids = sql.list(
                "select id from article where journal = ? and (issue = ? or id = any(?::uuid[]))",
                row -> Sql.uuid(row, "id"),
                journal,
                issue,
                named.stream().map(UUID::toString).toList());
        Map<UUID, Article> locked = new LinkedHashMap<>();
        Article.lockAll(ids).stream()
                .filter(article -> article.journal.equals(journal))
                .forEach(article -> locked.put(article.id, article));
        return locked;
    }

    /**
     * Returns all articles of the locked issue. If articles were added to the issue before it was locked, the
     * transaction is retried.
     */
    private List<Article> present(Issue issue, Map<UUID, Article> locked) {
        List<UUID> ids =
                sql.list("select id from article where issue = ? order by id", row -> Sql.uuid(row, "id"), issue.id);
        if (!locked.keySet().containsAll(ids)) {
            throw SqlException.outdated("Articles were added to the issue concurrently");
        }
        return ids.stream().map(locked::get).toList();
    }

    private static List<PlacedSection> order(
            ContentsInput input, Issue issue, Journal journal, Map<UUID, Article> locked, RecordReader reader) {
        List<PlacedSection> order = new ArrayList<>();
        if (input == null || input.sections() == null) {
            return order;
        }
        if (input.issue() != null && !input.issue().equals(issue.id)) {
            reader.add("/issue", "other-issue", "Must be the issue in the path, " + issue.id + ".");
        }
        Set<UUID> sections = new HashSet<>();
        Set<UUID> seen = new HashSet<>();
        for (int i = 0; i < input.sections().size(); i++) {
            SectionOrder section = input.sections().get(i);
            if (section != null && section.articles() != null) {
                section(section.section(), sections, journal, "/sections/" + i + "/section", reader);
                order.add(placed(section, seen, locked, "/sections/" + i + "/articles/", reader));
            }
        }
        return order;
    }

    private static void section(UUID section, Set<UUID> seen, Journal journal, String pointer, RecordReader reader) {
        if (section != null && journal.section(section).isEmpty()) {
            reader.add(pointer, "unknown-section", "The journal has no section " + section + ".");
        } else if (!seen.add(section)) {
            reader.add(pointer, "duplicate", "Remove this duplicate section.");
        }
    }

    private static PlacedSection placed(
            SectionOrder section, Set<UUID> seen, Map<UUID, Article> locked, String place, RecordReader reader) {
        for (int j = 0; j < section.articles().size(); j++) {
            UUID id = section.articles().get(j);
            if (id != null && !locked.containsKey(id)) {
                reader.add(place + j, "unknown-article", "There is no article " + id + " in this journal.");
            } else if (id != null && !seen.add(id)) {
                reader.add(place + j, "duplicate", "Remove this duplicate article.");
            }
        }
        List<Article> articles = section.articles().stream()
                .map(locked::get)
                .filter(Objects::nonNull)
                .toList();
        return new PlacedSection(section.section(), articles);
    }
}
