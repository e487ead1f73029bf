package org.offprint.services.citations;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.offprint.journal.journals.JournalRef;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.JournalBody;
import org.offprint.kernel.record.Reference;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.http.PublicUrl;
import org.offprint.references.tokens.NamedIdentifiers;
import org.offprint.references.tokens.PrintedWords;
import org.offprint.search.SearchIndex;
import org.offprint.search.schema.TermField;
import org.offprint.services.citations.resemblance.CitableWork;
import org.offprint.services.citations.resemblance.CitedReference;
import org.offprint.services.citations.resemblance.JournalNames;
import org.offprint.services.citations.resemblance.ReferenceSimilarity;
import org.offprint.services.citations.resemblance.TitlesAndYears;

/**
 * Matches references with articles in this service by identifiers, by journal, volume and page, and by title words.
 * Each candidate article is compared with the text of the reference. A candidate is a match only if it is certain and
 * its score is clearly higher than that of the next candidate.
 */
@ApplicationScoped
public class ReferenceMatching {

    private static final String URL = "url:";

    /** Number of cited articles whose titles and years are cached, which use about 10 MB. */
    private static final int MAX_CACHED = 20_000;

    private final SearchIndex index;
    private final Sql sql;
    private final PublicUrl publicUrl;
    /** Titles and years of published articles, by the entity tag of the article. */
    private final Cache<String, TitlesAndYears> cache =
            Caffeine.newBuilder().maximumSize(MAX_CACHED).build();

    private volatile CachedJournals journals = new CachedJournals(0, Instant.EPOCH, new JournalNames(List.of()));

    ReferenceMatching(SearchIndex index, Sql sql, PublicUrl publicUrl) {
        this.index = index;
        this.sql = sql;
        this.publicUrl = publicUrl;
    }

    private record CachedJournals(long number, Instant changedAt, JournalNames names) {}

    /** Method by which an article was found for a reference. */
    enum Method {
        DOI,
        IDENTIFIER,
        KEY,
        WORDS
    }

    /** Article that certainly matches a reference. */
    record Match(UUID cited, Method method, double score) {}

    /** Work that a reference may cite. */
    record Candidate(CitableWork work, Method method, ReferenceSimilarity resemblance) {}

    /** Published article with its entity tag. */
    private record TaggedArticle(UUID id, String etag) {}

    /** Published article that has an identifier named in a reference. */
    private record IdentifiedArticle(UUID id, Method method, TitlesAndYears titles) {}

    /**
     * Lookup of the articles that a batch of references may cite.
     *
     * @param byIdentifier published articles that the DOIs and URLs in the references identify
     * @param titles titles and years of these articles, by article id
     */
    private record Lookup(
            Map<String, TaggedArticle> byIdentifier,
            Map<UUID, TitlesAndYears> titles,
            CitableArticles works,
            JournalNames names) {}

    /**
     * Published article that a reference may cite.
     *
     * @param method {@code doi}, {@code identifier}, {@code key} or {@code words}
     * @param score similarity of the reference and the article, from 0 to 1
     * @param isSure whether this article is a certain match
     */
    public record PossibleTarget(UUID article, String title, String method, double score, boolean isSure) {

        private PossibleTarget titled(String found) {
            return new PossibleTarget(article, found, method, score, isSure);
        }
    }

    /** Maximum number of candidate articles returned for a reference. */
    private static final int MAX_TARGETS = 5;

    /** Number of references for which the titles of cited articles are read with one SQL statement. */
    private static final int BATCH = 500;

    /** Minimum score of a returned candidate article. */
    private static final double MIN_SCORE = 0.4;

    /**
     * Returns at most five articles that each reference may cite, most likely first. Only the first candidate can be a
     * certain match. The number of SQL statements does not depend on the number of references.
     */
    public List<List<PossibleTarget>> possibleTargets(List<Reference> references) {
        UUID nobody = new UUID(0, 0);
        List<CitedReference> sent = references.stream()
                .map(each -> CitedReference.of(nobody, "", each))
                .toList();
        Map<String, TaggedArticle> byIdentifier = holders(sent);
        Lookup lookup = new Lookup(
                byIdentifier, titlesAndYears(byIdentifier.values()), new CitableArticles(index), journalNames());
        List<List<PossibleTarget>> all =
                sent.stream().map(each -> possibleTargets(each, lookup)).toList();
        Map<UUID, String> titles = titles(
                all.stream().flatMap(List::stream).map(PossibleTarget::article).collect(Collectors.toSet()));
        // Omit articles that were withdrawn since the search.
        return all.stream()
                .map(some -> some.stream()
                        .filter(each -> titles.containsKey(each.article()))
                        .map(each -> each.titled(titles.get(each.article())))
                        .toList())
                .toList();
    }

    private Map<UUID, String> titles(Set<UUID> articles) {
        Map<UUID, String> titles = new HashMap<>();
        if (!articles.isEmpty()) {
            sql.list(
                    "select p.article, v.body ->> 'title' title from published_article p"
                            + " join article_version v on v.article = p.article and v.number = p.version"
                            + " where p.article = any(?) and not p.withdrawn",
                    row -> titles.put(Sql.uuid(row, "article"), row.getString("title")),
                    articles);
        }
        return titles;
    }

    private List<PossibleTarget> possibleTargets(CitedReference reference, Lookup lookup) {
        Optional<Match> match = match(reference, lookup);
        List<PossibleTarget> all = new ArrayList<>();
        match.ifPresent(sure -> all.add(possibleTargets(sure.cited(), sure.method(), sure.score(), true)));
        boolean isIdentified = match.filter(sure -> sure.method() == Method.DOI || sure.method() == Method.IDENTIFIER)
                .isPresent();
        if (!isIdentified) {
            identified(reference, lookup).ifPresent(each -> lookup.works()
                    .of(each.id())
                    .ifPresent(work -> all.add(possibleTargets(
                            each.id(),
                            each.method(),
                            ReferenceSimilarity.of(reference.words(), work, Set.of())
                                    .score(),
                            false))));
            resembling(reference, reference.words(), lookup).stream()
                    .filter(each -> each.resemblance().score() >= MIN_SCORE)
                    .filter(each -> all.stream().noneMatch(other -> other.article()
                            .equals(each.work().id())))
                    .limit(MAX_TARGETS - all.size())
                    .forEach(each -> all.add(possibleTargets(
                            each.work().id(), each.method(), each.resemblance().score(), false)));
        }
        return all;
    }

    private static PossibleTarget possibleTargets(UUID article, Method method, double score, boolean isSure) {
        double rounded = Math.round(Math.max(0, Math.min(1, score)) * 1000) / 1000.0;
        return new PossibleTarget(article, null, method.name().toLowerCase(Locale.ROOT), rounded, isSure);
    }

    /**
     * Returns the articles that the given references cite. References without a match are omitted. The map compares
     * references by identity.
     */
    Map<CitedReference, Match> match(Collection<CitedReference> references) {
        Map<CitedReference, Match> matches = new IdentityHashMap<>();
        CitableArticles works = new CitableArticles(index);
        JournalNames names = journalNames();
        Map<String, TaggedArticle> byIdentifier = holders(references);
        List<CitedReference> all = List.copyOf(references);
        for (int from = 0; from < all.size(); from += BATCH) {
            List<CitedReference> some = all.subList(from, Math.min(all.size(), from + BATCH));
            Set<TaggedArticle> cited = some.stream()
                    .flatMap(ReferenceMatching::identifiers)
                    .map(byIdentifier::get)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet());
            Lookup lookup = new Lookup(byIdentifier, titlesAndYears(cited), works, names);
            for (CitedReference reference : some) {
                match(reference, lookup).ifPresent(match -> matches.put(reference, match));
            }
        }
        return matches;
    }

    /** Returns the titles and years of the given articles, by article id. Withdrawn articles are omitted. */
    private Map<UUID, TitlesAndYears> titlesAndYears(Collection<TaggedArticle> articles) {
        Map<UUID, TitlesAndYears> all = new HashMap<>();
        Set<UUID> missing = new HashSet<>();
        for (TaggedArticle article : articles) {
            TitlesAndYears known = cache.getIfPresent(article.etag());
            if (known == null) {
                missing.add(article.id());
            } else {
                all.put(article.id(), known);
            }
        }
        if (!missing.isEmpty()) {
            sql.list(
                    "select article, etag, summary from published_article where article = any(?) and not withdrawn",
                    row -> {
                        TitlesAndYears read = TitlesAndYears.of(row.getBytes("summary"));
                        cache.put(row.getString("etag"), read);
                        return all.put(Sql.uuid(row, "article"), read);
                    },
                    missing);
        }
        return all;
    }

    private Optional<Match> match(CitedReference reference, Lookup lookup) {
        PrintedWords printed = reference.words();
        Optional<IdentifiedArticle> identified = identified(reference, lookup);
        if (identified.isPresent()) {
            // A DOI is treated as a typo, and the reference as unmatched, if the DOI belongs to a work with a different
            // title and year.
            return ReferenceSimilarity.contradicts(printed, identified.get().titles())
                    ? Optional.empty()
                    : identified.map(each -> new Match(each.id(), each.method(), 1));
        }
        List<Candidate> candidates = resembling(reference, printed, lookup);
        if (candidates.isEmpty() || !candidates.get(0).resemblance().isSure()) {
            return Optional.empty();
        }
        Candidate best = candidates.get(0);
        double next = candidates.size() > 1 ? candidates.get(1).resemblance().score() : 0;
        return best.resemblance().score() - next < ReferenceSimilarity.MIN_SCORE_DIFFERENCE
                ? Optional.empty()
                : Optional.of(new Match(
                        best.work().id(), best.method(), best.resemblance().score()));
    }

    private static Optional<IdentifiedArticle> identified(CitedReference reference, Lookup lookup) {
        for (String identifier : (Iterable<String>) identifiers(reference)::iterator) {
            Optional<IdentifiedArticle> found = identified(identifier, lookup);
            if (found.isPresent() && !found.get().id().equals(reference.citing())) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<IdentifiedArticle> identified(String identifier, Lookup lookup) {
        boolean isDoi = NamedIdentifiers.isDoi(identifier);
        if (isDoi || identifier.startsWith(URL)) {
            return Optional.ofNullable(lookup.byIdentifier().get(identifier))
                    .filter(article -> lookup.titles().containsKey(article.id()))
                    .map(article -> new IdentifiedArticle(
                            article.id(),
                            isDoi ? Method.DOI : Method.IDENTIFIER,
                            lookup.titles().get(article.id())));
        }
        List<CitableWork> works = lookup.works().oneOf(TermField.KNOWN_BY, Set.of(identifier));
        return works.size() == 1
                ? Optional.of(
                        new IdentifiedArticle(works.get(0).id(), Method.IDENTIFIER, TitlesAndYears.of(works.get(0))))
                : Optional.empty();
    }

    /** Returns the works that are similar to a reference, most similar first. */
    private List<Candidate> resembling(CitedReference reference, PrintedWords printed, Lookup lookup) {
        Set<UUID> named = lookup.names().in(printed);
        Map<UUID, Candidate> candidates = new HashMap<>();
        add(lookup.works().byVolumeAndPage(printed, named), Method.KEY, reference, printed, named, candidates);
        add(
                lookup.works().byTitleWords(printed, reference.namesDoi()),
                Method.WORDS,
                reference,
                printed,
                named,
                candidates);
        List<Candidate> sorted = new ArrayList<>(candidates.values());
        sorted.sort(Comparator.comparingDouble(
                        (Candidate each) -> -each.resemblance().score())
                .thenComparing(each -> each.work().id()));
        return sorted;
    }

    private static void add(
            List<CitableWork> works,
            Method method,
            CitedReference reference,
            PrintedWords printed,
            Set<UUID> named,
            Map<UUID, Candidate> candidates) {
        for (CitableWork work : works) {
            // If the reference and the work have different DOIs, the reference cites a different work, for example a
            // preprint.
            boolean isOther =
                    work.doi() != null && !reference.identifiers().contains(work.doi()) && reference.namesDoi();
            if (!isOther && !work.id().equals(reference.citing()) && !candidates.containsKey(work.id())) {
                candidates.put(work.id(), new Candidate(work, method, ReferenceSimilarity.of(printed, work, named)));
            }
        }
    }

    /** Returns the identifiers of a reference in lookup order, most reliable first. */
    private static Stream<String> identifiers(CitedReference reference) {
        return Stream.concat(
                reference.identifiers().stream(),
                Stream.ofNullable(reference.reference().url()).map(url -> URL + url.value()));
    }

    /** Returns the published articles that the DOIs and URLs in the given references identify, keyed by identifier. */
    private Map<String, TaggedArticle> holders(Collection<CitedReference> references) {
        Set<String> dois = new HashSet<>();
        Map<String, String> own = new HashMap<>();
        for (CitedReference reference : references) {
            identifiers(reference).forEach(identifier -> {
                if (NamedIdentifiers.isDoi(identifier)) {
                    dois.add(identifier);
                } else if (identifier.startsWith(URL)) {
                    ownName(identifier.substring(URL.length())).ifPresent(name -> own.put(identifier, name));
                }
            });
        }
        Map<String, TaggedArticle> holders = new HashMap<>();
        if (!dois.isEmpty()) {
            sql.list(
                    "select d.doi, p.article, p.etag from doi d join published_article p on p.article = d.holder"
                            + " where d.doi = any(?) and d.published and not p.withdrawn",
                    row -> holders.put(
                            row.getString("doi"), new TaggedArticle(Sql.uuid(row, "article"), row.getString("etag"))),
                    dois);
        }
        if (!own.isEmpty()) {
            addOwn(own, holders);
        }
        return holders;
    }

    /** Returns the article id or slug in a URL of this service, or empty if the URL contains none. */
    private Optional<String> ownName(String url) {
        for (String path : List.of("/v1/articles/", "/articles/")) {
            String address = publicUrl.of(path);
            if (address.length() > path.length() && url.startsWith(address)) {
                String name = url.substring(address.length());
                int end = name.length();
                for (char c : new char[] {'/', '?', '#'}) {
                    end = name.indexOf(c) < 0 ? end : Math.min(end, name.indexOf(c));
                }
                return Optional.of(name.substring(0, end)).filter(each -> !each.isEmpty());
            }
        }
        return Optional.empty();
    }

    private void addOwn(Map<String, String> own, Map<String, TaggedArticle> holders) {
        Set<String> slugs = new HashSet<>();
        Set<UUID> ids = new HashSet<>();
        own.values().forEach(name -> {
            if (Ids.isUuidShaped(name)) {
                ids.add(Ids.parse(name));
            } else {
                slugs.add(name);
            }
        });
        Map<String, TaggedArticle> articles = new HashMap<>();
        sql.list(
                "select s.slug as name, p.article, p.etag from article_slug s join published_article p"
                        + " on p.article = s.article where s.slug = any(?) and not p.withdrawn"
                        + " union all select p.article::text, p.article, p.etag from published_article p"
                        + " where p.article = any(?::uuid[]) and not p.withdrawn",
                row -> articles.put(
                        row.getString("name"), new TaggedArticle(Sql.uuid(row, "article"), row.getString("etag"))),
                slugs,
                ids);
        own.forEach((identifier, name) -> {
            TaggedArticle article =
                    articles.get(Ids.isUuidShaped(name) ? Ids.parse(name).toString() : name);
            if (article != null) {
                holders.put(identifier, article);
            }
        });
    }

    private JournalNames journalNames() {
        CachedJournals present = sql.first(
                        "select count(*) number, max(updated_at) changed_at from journal",
                        row -> new CachedJournals(row.getLong("number"), Sql.instant(row, "changed_at"), null))
                .orElseThrow();
        CachedJournals known = journals;
        if (present.number() != known.number()
                || present.changedAt() != null && !present.changedAt().equals(known.changedAt())) {
            List<JournalRef> all = sql.list(
                    "select id, slug, body from journal order by id",
                    row -> JournalRef.of(
                            Sql.uuid(row, "id"),
                            row.getString("slug"),
                            Json.read(row.getString("body"), JournalBody.class)));
            known = new CachedJournals(present.number(), present.changedAt(), new JournalNames(all));
            journals = known;
        }
        return known.names();
    }
}
