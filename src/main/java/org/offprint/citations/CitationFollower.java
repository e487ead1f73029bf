package org.offprint.citations;

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
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.offprint.articles.ArticleSummary;
import org.offprint.articles.ArticleView;
import org.offprint.changes.Change;
import org.offprint.changes.ChangeLog;
import org.offprint.changes.FollowerLoop;
import org.offprint.changes.Writes;
import org.offprint.citations.CitationTable.Link;
import org.offprint.citations.ReferenceMatching.Match;
import org.offprint.database.sql.Sql;
import org.offprint.json.Json;
import org.offprint.record.ArticleBody;
import org.offprint.references.NamedIdentifiers;
import org.offprint.references.PrintedWords;
import org.offprint.search.IndexState;
import org.offprint.search.SearchIndex;
import org.offprint.search.schema.Audience;

/**
 * Links the references of what was published, and the references published before that mean it: a follower of the change
 * log behind this node's index, in which it looks. It looks without a transaction, and stores what it found in one with
 * its place; where another node has moved that meanwhile, that node has found the same.
 */
@Startup
@ApplicationScoped
class CitationFollower {

    private static final Logger LOG = Logger.getLogger(CitationFollower.class);

    private static final int CHANGES_A_LOOK = 1_000;
    private static final int ARTICLES_A_TRANSACTION = 200;

    /** The number of documents read at once of articles that may cite. */
    private static final int DOCUMENTS = 100;

    private static final Set<String> OF_MARKS = Set.of("retracted", "retraction-lifted");

    private final Sql sql;
    private final ChangeLog log;
    private final Writes writes;
    private final SearchIndex index;
    private final ReferenceMatching matching;
    private final CitationTable table;
    private final FollowerLoop loop;

    CitationFollower(
            Sql sql, ChangeLog log, Writes writes, SearchIndex index, ReferenceMatching matching, CitationTable table) {
        this.sql = sql;
        this.log = log;
        this.writes = writes;
        this.index = index;
        this.matching = matching;
        this.table = table;
        loop = FollowerLoop.yielding("citations", log, this::step);
        loop.start();
    }

    /** Stops before the data source is closed. */
    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    /**
     * The progress.
     *
     * @param position everything up to it is done
     * @param seen everything up to it was in the index at the first look of all; null before that
     */
    private record Place(long position, Long seen) {}

    private boolean step() {
        Place place = place("").orElseGet(this::begin);
        List<Change> changes = log.after(place.position(), CHANGES_A_LOOK);
        long found = changes.isEmpty() ? 0 : found(place);
        List<Change> some = some(changes, found);
        if (some.isEmpty()) {
            return false;
        }
        try {
            look(place, some, found);
        } catch (SearchIndex.NotReadyException e) {
            // The index was closed or is built anew.
            return false;
        }
        return some.size() < changes.size() || changes.size() == CHANGES_A_LOOK;
    }

    private Optional<Place> place(String locking) {
        return sql.first("select position, seen from follower where name = 'citations'" + locking, row -> {
            long seen = row.getLong("seen");
            return new Place(row.getLong("position"), row.wasNull() ? null : seen);
        });
    }

    /** A store restored from a backup of an earlier version has no place yet. */
    private Place begin() {
        sql.update("insert into follower (name, position) values ('citations', 0) on conflict do nothing");
        return new Place(0, null);
    }

    /** Returns up to where the index of this node has everything; 0 where it cannot be asked. */
    private long found(Place place) {
        long position = index.state().stream()
                .filter(state -> state.audience() == Audience.READERS && state.serves() && !state.outdated())
                .mapToLong(IndexState::position)
                .findFirst()
                .orElse(0);
        // What was in sight of another node must be in sight of this one.
        return place.seen() != null && position < place.seen() ? 0 : position;
    }

    /** Returns the first changes that the index has, of so many articles as go into one transaction. */
    private static List<Change> some(List<Change> changes, long found) {
        Set<UUID> articles = new HashSet<>();
        List<Change> some = new ArrayList<>();
        for (Change change : changes) {
            if (isOfLinks(change)) {
                articles.add(change.id());
            }
            if (change.position() > found || articles.size() > ARTICLES_A_TRANSACTION) {
                break;
            }
            some.add(change);
        }
        return some;
    }

    private static boolean isOfLinks(Change change) {
        return change.kind() == Change.Kind.ARTICLE && change.isPublic() && !OF_MARKS.contains(change.reason());
    }

    private void look(Place place, List<Change> changes, long found) {
        Set<UUID> changed = new LinkedHashSet<>();
        Set<UUID> unseen = new LinkedHashSet<>();
        for (Change change : changes) {
            if (isOfLinks(change)) {
                changed.add(change.id());
                if (place.seen() != null && change.position() > place.seen()) {
                    unseen.add(change.id());
                }
            }
        }
        Map<UUID, ArticleView> published = documents(changed);
        Set<UUID> gone = new HashSet<>(changed);
        gone.removeAll(published.keySet());
        Map<CitationTable.Key, CitedReference> looked = new LinkedHashMap<>();
        published.values().forEach(article -> put(references(article), looked));
        meaning(unseen, published, looked);
        Map<CitedReference, Match> matches = matching.match(looked.values());
        writes.make(write -> {
            Optional<Place> present = place(" for update");
            if (present.filter(place::equals).isPresent()) {
                if (!changed.isEmpty()) {
                    table.store(looked.values(), matches, published.keySet(), gone, changed, write.now());
                }
                sql.update(
                        "update follower set position = ?, seen = coalesce(seen, ?) where name = 'citations'",
                        changes.get(changes.size() - 1).position(),
                        found);
            }
            return null;
        });
    }

    private static Collection<CitedReference> references(ArticleView article) {
        return CitedReference.of(article.id(), article.body().references()).values();
    }

    private static void put(Collection<CitedReference> references, Map<CitationTable.Key, CitedReference> looked) {
        references.forEach(each -> looked.put(new CitationTable.Key(each.citing(), each.key()), each));
    }

    /** Returns the published ones of these articles; one that cannot be read is left out. */
    private Map<UUID, ArticleView> documents(Collection<UUID> ids) {
        Map<UUID, ArticleView> views = new LinkedHashMap<>();
        if (!ids.isEmpty()) {
            sql.list(
                    "select article, document from published_article where article = any(?) and not withdrawn",
                    row -> {
                        UUID id = Sql.uuid(row, "article");
                        try {
                            views.put(id, Json.read(row.getBytes("document"), ArticleView.class));
                        } catch (RuntimeException e) {
                            LOG.errorf(e, "The references of article %s cannot be read and are not linked", id);
                        }
                        return null;
                    },
                    ids);
        }
        return views;
    }

    /** Adds the references of others that mean one of these articles, or meant it before. */
    private void meaning(
            Set<UUID> articles, Map<UUID, ArticleView> published, Map<CitationTable.Key, CitedReference> looked) {
        if (articles.isEmpty()) {
            return;
        }
        CitingSearch search = new CitingSearch(index);
        Map<UUID, List<String>> identifiers = identifiers(articles);
        published.values().stream()
                .filter(article -> articles.contains(article.id()))
                .forEach(article -> article.body().identifiers().stream()
                        .map(each -> NamedIdentifiers.of(each.type(), each.value()))
                        .filter(Objects::nonNull)
                        .forEach(identifiers.get(article.id())::add));
        Map<UUID, List<HeldWork>> works = works(articles, published);
        Map<UUID, Set<UUID>> meant = new HashMap<>();
        works.forEach((id, states) -> states.forEach(work -> search.of(work, identifiers.get(id))
                .forEach(citing -> meant.computeIfAbsent(citing, absent -> new LinkedHashSet<>())
                        .add(id))));
        Map<UUID, Set<String>> linked = new HashMap<>();
        for (Link link : table.to(articles)) {
            linked.computeIfAbsent(link.citing(), absent -> new HashSet<>()).add(link.key());
            meant.computeIfAbsent(link.citing(), absent -> new LinkedHashSet<>());
        }
        meant.keySet().removeAll(published.keySet());
        List<UUID> citing = List.copyOf(meant.keySet());
        for (int from = 0; from < citing.size(); from += DOCUMENTS) {
            List<UUID> some = citing.subList(from, Math.min(citing.size(), from + DOCUMENTS));
            documents(some).forEach((id, article) -> {
                Set<String> keys = linked.getOrDefault(id, Set.of());
                put(
                        references(article).stream()
                                .filter(each -> keys.contains(each.key())
                                        || mayMeanOneOf(meant.get(id), each, works, identifiers))
                                .toList(),
                        looked);
            });
        }
    }

    private static boolean mayMeanOneOf(
            Set<UUID> articles,
            CitedReference reference,
            Map<UUID, List<HeldWork>> works,
            Map<UUID, List<String>> identifiers) {
        for (UUID id : articles) {
            if (!Collections.disjoint(identifiers.get(id), reference.identifiers())) {
                return true;
            }
        }
        // A DOI that is none of these is of another work than one with a DOI.
        boolean namesDoi = reference.namesDoi();
        List<HeldWork> possible = new ArrayList<>();
        for (UUID id : articles) {
            for (HeldWork work : works.get(id)) {
                if (!namesDoi || work.doi() == null) {
                    possible.add(work);
                }
            }
        }
        return !possible.isEmpty() && mayMeanOneOf(possible, reference);
    }

    /** Reports whether the words of a reference may mean a work; few get further than their folded text. */
    private static boolean mayMeanOneOf(List<HeldWork> works, CitedReference reference) {
        String folded = PrintedWords.folded(reference.reference());
        PrintedWords printed = null;
        for (HeldWork work : works) {
            if (Resemblance.mayAgree(folded, work)) {
                printed = printed == null ? reference.words() : printed;
                if (Resemblance.title(printed, work) >= Resemblance.TITLE_AGREES || namesAuthorAndPage(printed, work)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean namesAuthorAndPage(PrintedWords printed, HeldWork work) {
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

    /** Returns the identifiers that each of these articles has or had, as the index keeps what is cited. */
    private Map<UUID, List<String>> identifiers(Set<UUID> articles) {
        Map<UUID, List<String>> identifiers = new HashMap<>();
        articles.forEach(id -> identifiers.put(id, new ArrayList<>()));
        sql.list(
                "select doi, holder from doi where holder = any(?) and published order by doi",
                row -> identifiers.get(Sql.uuid(row, "holder")).add(row.getString("doi")),
                articles);
        return identifiers;
    }

    /** Returns each of these articles as it is and as its last two versions were. */
    private Map<UUID, List<HeldWork>> works(Set<UUID> articles, Map<UUID, ArticleView> published) {
        Map<UUID, List<HeldWork>> works = new LinkedHashMap<>();
        articles.forEach(id -> works.put(id, new ArrayList<>()));
        for (UUID id : articles) {
            ArticleView view = published.get(id);
            if (view != null) {
                works.get(id).add(HeldWork.of(ArticleSummary.of(view)));
            }
        }
        sql.list(
                "select v.article, p.journal, v.number = p.version and not p.withdrawn shown, v.body from article_version v"
                        + " join published_article p on p.article = v.article"
                        + " where v.article = any(?) and v.number > p.version - 2 order by v.article, v.number desc",
                row -> {
                    UUID id = Sql.uuid(row, "article");
                    HeldWork work = HeldWork.of(
                            id, Sql.uuid(row, "journal"), Json.read(row.getString("body"), ArticleBody.class));
                    // Without its issue it is another work; what the newest version says is in its document.
                    return row.getBoolean("shown") || alike(work, works.get(id))
                            ? null
                            : works.get(id).add(work);
                },
                articles);
        return works;
    }

    private static boolean alike(HeldWork work, List<HeldWork> others) {
        return others.stream()
                .anyMatch(other -> other.titles().equals(work.titles())
                        && other.pages().equals(work.pages())
                        && other.firstAuthor().equals(work.firstAuthor())
                        && other.years().containsAll(work.years()));
    }
}
