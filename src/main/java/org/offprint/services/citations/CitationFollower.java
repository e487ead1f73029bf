package org.offprint.services.citations;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.offprint.journal.articles.ArticleSummary;
import org.offprint.journal.articles.ArticleView;
import org.offprint.journal.publishing.typesetting.RecentArticleViews;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.platform.changes.Change;
import org.offprint.platform.changes.ChangeLog;
import org.offprint.platform.changes.FollowerLoop;
import org.offprint.platform.changes.FollowerProgress;
import org.offprint.platform.changes.Writes;
import org.offprint.platform.database.sql.Sql;
import org.offprint.references.tokens.NamedIdentifiers;
import org.offprint.references.tokens.PrintedWords;
import org.offprint.search.IndexState;
import org.offprint.search.SearchIndex;
import org.offprint.search.schema.Audience;
import org.offprint.services.citations.CitationTable.Link;
import org.offprint.services.citations.ReferenceMatching.Match;
import org.offprint.services.citations.resemblance.CitableWork;
import org.offprint.services.citations.resemblance.CitedReference;
import org.offprint.services.citations.resemblance.ReferenceSimilarity;

/**
 * Change log follower that links references. For each newly published article, the follower links the references of the
 * article, and the references of older articles that cite it. The follower never gets ahead of this node's search
 * index, which it uses to match references. Searches run without a transaction. The reference links and the new change
 * log position are stored in one transaction. If another node has advanced the position in the meantime, this node
 * discards its links, because the other node has already stored the same ones.
 */
@Startup
@ApplicationScoped
class CitationFollower {

    private static final Logger LOG = Logger.getLogger(CitationFollower.class);

    private static final String NAME = "citations";

    private static final int CHANGES_PER_STEP = 1_000;
    private static final int ARTICLES_PER_TRANSACTION = 200;

    /** Number of possibly citing articles whose documents are read with one SQL statement. */
    private static final int DOCUMENTS_PER_READ = 100;

    private static final Set<String> IGNORED_REASONS = Set.of("retracted", "retraction-lifted");

    private final Sql sql;
    private final ChangeLog log;
    private final Writes writes;
    private final SearchIndex index;
    private final ReferenceMatching matching;
    private final CitationTable table;
    private final RecentArticleViews views;
    private final MatchedIndexPositions matchedPositions = new MatchedIndexPositions();
    private final FollowerProgress<Progress> progress;
    private final FollowerLoop loop;

    CitationFollower(
            Sql sql,
            ChangeLog log,
            Writes writes,
            SearchIndex index,
            ReferenceMatching matching,
            CitationTable table,
            RecentArticleViews views) {
        this.sql = sql;
        this.log = log;
        this.writes = writes;
        this.index = index;
        this.matching = matching;
        this.table = table;
        this.views = views;
        progress = FollowerProgress.of(sql, NAME, "position, seen", row -> {
            long seen = row.getLong("seen");
            return new Progress(row.getLong("position"), row.wasNull() ? null : seen);
        });
        loop = FollowerLoop.yielding(NAME, log, this::step);
        loop.start();
    }

    /** Stops the follower thread before the data source is closed. */
    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    /**
     * Progress of the citation follower.
     *
     * @param position position in the change log up to which all changes are processed
     * @param seen change log position that the search index had reached at the follower's first search; null before
     *     this search
     */
    private record Progress(long position, Long seen) {}

    private boolean step() {
        Progress place = progress.readOrBegin();
        List<Change> changes = log.after(place.position(), CHANGES_PER_STEP);
        long found = changes.isEmpty() ? 0 : indexPosition(place);
        List<Change> some = firstIndexed(changes, found);
        if (some.isEmpty()) {
            return false;
        }
        try {
            matchAndStore(place, some, found);
        } catch (SearchIndex.NotReadyException e) {
            // The search index was closed or is being rebuilt.
            return false;
        }
        return some.size() < changes.size() || changes.size() == CHANGES_PER_STEP;
    }

    /**
     * Returns the change log position up to which this node's search index contains all changes. Returns 0 if the index
     * cannot be searched.
     */
    private long indexPosition(Progress place) {
        long position = index.state().stream()
                .filter(state -> state.audience() == Audience.READERS && state.serves() && !state.outdated())
                .mapToLong(IndexState::position)
                .findFirst()
                .orElse(0);
        // Do not search an index that is older than the index of the first search, which may have run on another node.
        return place.seen() != null && position < place.seen() ? 0 : position;
    }

    /**
     * Returns the first changes that the search index already contains, up to the number of articles allowed per
     * transaction.
     */
    private static List<Change> firstIndexed(List<Change> changes, long found) {
        Set<UUID> articles = new HashSet<>();
        List<Change> some = new ArrayList<>();
        for (Change change : changes) {
            if (affectsLinks(change)) {
                articles.add(change.id());
            }
            if (change.position() > found || articles.size() > ARTICLES_PER_TRANSACTION) {
                break;
            }
            some.add(change);
        }
        return some;
    }

    private static boolean affectsLinks(Change change) {
        return change.kind() == Change.Kind.ARTICLE && change.isPublic() && !IGNORED_REASONS.contains(change.reason());
    }

    private void matchAndStore(Progress place, List<Change> changes, long found) {
        matchedPositions.add(place.position(), found);
        Set<UUID> changed = new LinkedHashSet<>();
        Map<UUID, Long> unseen = new LinkedHashMap<>();
        for (Change change : changes) {
            if (affectsLinks(change)) {
                changed.add(change.id());
                if (place.seen() != null && change.position() > place.seen()) {
                    unseen.put(change.id(), matchedPositions.lastMatchedWithout(change.position()));
                }
            }
        }
        Map<UUID, ArticleView> published =
                documents(changed, row -> views.of(row.getBytes("document"), row.getString("etag")));
        Set<UUID> gone = new HashSet<>(changed);
        gone.removeAll(published.keySet());
        Map<CitationTable.Key, CitedReference> looked = new LinkedHashMap<>();
        published.forEach((id, article) ->
                put(CitedReference.of(id, article.body().references()).values(), looked));
        addCitingReferences(unseen, published, looked);
        Map<CitedReference, Match> matches = matching.match(looked.values());
        long next = changes.get(changes.size() - 1).position();
        Boolean isMoved = writes.run(write -> progress.storeIfUnchanged(place, () -> {
            if (!changed.isEmpty()) {
                table.store(looked.values(), matches, published.keySet(), gone, changed, write.now());
            }
            sql.update(
                    "update follower set position = ?, seen = coalesce(seen, ?) where name = 'citations'", next, found);
            return true;
        }));
        if (isMoved != null) {
            matchedPositions.move(next);
        }
    }

    private static void put(Collection<CitedReference> references, Map<CitationTable.Key, CitedReference> looked) {
        references.forEach(each -> looked.put(new CitationTable.Key(each.citing(), each.key()), each));
    }

    /**
     * Parses the documents of the published articles with the given ids. Documents that cannot be parsed are skipped.
     */
    private <T> Map<UUID, T> documents(Collection<UUID> ids, Sql.RowReader<T> reading) {
        Map<UUID, T> documents = new LinkedHashMap<>();
        if (!ids.isEmpty()) {
            sql.list(
                    "select article, document, etag from published_article where article = any(?) and not withdrawn",
                    row -> {
                        UUID id = Sql.uuid(row, "article");
                        try {
                            documents.put(id, reading.read(row));
                        } catch (RuntimeException e) {
                            LOG.errorf(e, "The references of article %s cannot be read and are not linked", id);
                        }
                        return null;
                    },
                    ids);
        }
        return documents;
    }

    /**
     * Adds references in other articles that may cite one of the given articles or are already linked to one.
     *
     * @param unseen maps each article to the change log position up to which references may have been matched without
     *     it, because the index did not yet contain the article
     */
    private void addCitingReferences(
            Map<UUID, Long> unseen, Map<UUID, ArticleView> published, Map<CitationTable.Key, CitedReference> looked) {
        if (unseen.isEmpty()) {
            return;
        }
        Set<UUID> articles = unseen.keySet();
        CitingSearch search = new CitingSearch(index);
        Map<UUID, List<String>> identifiers = identifiers(articles);
        published.values().stream()
                .filter(article -> articles.contains(article.id()))
                .forEach(article -> article.body().identifiers().stream()
                        .map(each -> NamedIdentifiers.of(each.type(), each.value()))
                        .filter(Objects::nonNull)
                        .forEach(identifiers.get(article.id())::add));
        Map<UUID, List<CitableWork>> works = works(articles, published);
        Map<UUID, Set<UUID>> found = new HashMap<>();
        works.forEach((id, states) ->
                states.forEach(work -> search.of(work, identifiers.get(id)).forEach(citing -> put(citing, id, found))));
        List<Link> links = table.to(articles);
        links.forEach(link -> put(link.citing(), link.cited(), found));
        found.keySet().removeAll(published.keySet());
        Map<UUID, Set<UUID>> meant = new HashMap<>();
        Map<UUID, Long> latest = latest(found.keySet());
        found.forEach((citing, possible) -> possible.stream()
                .filter(id -> latest.getOrDefault(citing, 0L) <= unseen.get(id))
                .forEach(id -> put(citing, id, meant)));
        Map<UUID, Set<String>> linked = new HashMap<>();
        for (Link link : links) {
            linked.computeIfAbsent(link.citing(), absent -> new HashSet<>()).add(link.key());
        }
        List<UUID> citing = List.copyOf(meant.keySet());
        for (int from = 0; from < citing.size(); from += DOCUMENTS_PER_READ) {
            List<UUID> some = citing.subList(from, Math.min(citing.size(), from + DOCUMENTS_PER_READ));
            Map<UUID, Map<String, CitedReference>> read =
                    documents(some, row -> CitedReference.of(Sql.uuid(row, "article"), row.getBytes("document")));
            read.forEach((id, references) -> {
                Set<String> keys = linked.getOrDefault(id, Set.of());
                put(
                        references.values().stream()
                                .filter(each -> keys.contains(each.key())
                                        || mayMeanOneOf(meant.get(id), each, works, identifiers))
                                .toList(),
                        looked);
            });
        }
    }

    private static void put(UUID citing, UUID cited, Map<UUID, Set<UUID>> all) {
        all.computeIfAbsent(citing, absent -> new LinkedHashSet<>()).add(cited);
    }

    /** Returns, for each article, the position of the last change after which its references must be matched. */
    private Map<UUID, Long> latest(Set<UUID> articles) {
        Map<UUID, Long> latest = new HashMap<>();
        if (!articles.isEmpty()) {
            sql.list(
                    "select id, max(position) latest from change where kind = 'article' and id = any(?)"
                            + " and visibility = 'public' and reason <> all(?) group by id",
                    row -> latest.put(Sql.uuid(row, "id"), row.getLong("latest")),
                    articles,
                    IGNORED_REASONS);
        }
        return latest;
    }

    private static boolean mayMeanOneOf(
            Set<UUID> articles,
            CitedReference reference,
            Map<UUID, List<CitableWork>> works,
            Map<UUID, List<String>> identifiers) {
        for (UUID id : articles) {
            if (!Collections.disjoint(identifiers.get(id), reference.identifiers())) {
                return true;
            }
        }
        // A reference with a DOI cannot cite a work with a different DOI.
        boolean namesDoi = reference.namesDoi();
        List<CitableWork> possible = new ArrayList<>();
        for (UUID id : articles) {
            for (CitableWork work : works.get(id)) {
                if (!namesDoi || work.doi() == null) {
                    possible.add(work);
                }
            }
        }
        return !possible.isEmpty() && mayMeanOneOf(possible, reference);
    }

    /**
     * Returns whether a reference may cite one of the given works, judging by the words that they share. A quick check
     * of the folded text excludes most references.
     */
    private static boolean mayMeanOneOf(List<CitableWork> works, CitedReference reference) {
        String folded = PrintedWords.folded(reference.reference());
        PrintedWords printed = null;
        for (CitableWork work : works) {
            if (ReferenceSimilarity.mayAgree(folded, work)) {
                printed = printed == null ? reference.words() : printed;
                if (ReferenceSimilarity.title(printed, work) >= ReferenceSimilarity.MIN_TITLE_SHARE
                        || namesAuthorAndPage(printed, work)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean namesAuthorAndPage(PrintedWords printed, CitableWork work) {
        if (work.firstAuthor().isEmpty() || printed.find(work.firstAuthor()) < 0) {
            return false;
        }
        for (List<String> page : work.pages()) {
            if (printed.find(page) >= 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the current and former identifiers of the given articles, in the form in which cited identifiers are
     * indexed.
     */
    private Map<UUID, List<String>> identifiers(Set<UUID> articles) {
        Map<UUID, List<String>> identifiers = new HashMap<>();
        articles.forEach(id -> identifiers.put(id, new ArrayList<>()));
        sql.list(
                "select doi, holder from doi where holder = any(?) and published order by doi",
                row -> identifiers.get(Sql.uuid(row, "holder")).add(row.getString("doi")),
                articles);
        return identifiers;
    }

    /** Returns the published state and the last two versions of each article as citable works. */
    private Map<UUID, List<CitableWork>> works(Set<UUID> articles, Map<UUID, ArticleView> published) {
        Map<UUID, List<CitableWork>> works = new LinkedHashMap<>();
        articles.forEach(id -> works.put(id, new ArrayList<>()));
        for (UUID id : articles) {
            ArticleView view = published.get(id);
            if (view != null) {
                works.get(id).add(CitableWork.of(ArticleSummary.of(view)));
            }
        }
        sql.list(
                // Omits the versions that are currently published. Their documents were read above and include the
                // issue, which stored versions lack.
                "select v.article, p.journal, v.body from article_version v"
                        + " join published_article p on p.article = v.article"
                        + " where v.article = any(?) and v.number > p.version - 2"
                        + " and (v.number < p.version or p.withdrawn) order by v.article, v.number desc",
                row -> {
                    UUID id = Sql.uuid(row, "article");
                    CitableWork work = CitableWork.of(
                            id, Sql.uuid(row, "journal"), Json.read(row.getString("body"), ArticleBody.class));
                    return isSimilarToAny(work, works.get(id))
                            ? null
                            : works.get(id).add(work);
                },
                articles);
        return works;
    }

    private static boolean isSimilarToAny(CitableWork work, List<CitableWork> others) {
        return others.stream()
                .anyMatch(other -> other.titles().equals(work.titles())
                        && other.pages().equals(work.pages())
                        && other.firstAuthor().equals(work.firstAuthor())
                        && other.years().containsAll(work.years()));
    }
}
