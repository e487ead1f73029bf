package org.offprint.imports.batch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.offprint.imports.keys.IssueKey;
import org.offprint.imports.keys.OrganizationKey;
import org.offprint.kernel.record.IssueBody;
import org.offprint.kernel.record.rules.HeldRecords;

/** The records that a batch names and that are held here, or will be with it. */
public final class ResolvedReferences implements HeldRecords {

    public final ResolvedJournals journals = new ResolvedJournals();

    private final Map<UUID, UUID> issues = new HashMap<>();
    private final Map<UUID, IssueBody> issueBodies = new HashMap<>();
    private final Map<IssueKey, List<NamedIssue>> issuesByPlace = new HashMap<>();
    private final Map<String, UUID> affiliations = new HashMap<>();
    private final Map<OrganizationKey, NamedOrganization> affiliationsByName = new HashMap<>();
    private final Set<UUID> articles = new HashSet<>();
    private final Set<UUID> publishedArticles = new HashSet<>();
    /**
     * Records that the importer may not know of: as if they were not there, but for their ids, which nothing else can
     * have.
     */
    private final Set<UUID> hidden = new HashSet<>();

    private final Map<String, Holder> dois = new HashMap<>();
    private final Map<String, Set<Identified>> articlesByIdentifier = new HashMap<>();
    /** The DOIs of articles of this batch by what their publishers call them within their journals. */
    private final Map<String, String> called = new HashMap<>();

    private final Set<String> slugs = new HashSet<>();

    private record NamedIssue(UUID id, IssueKey key) {}

    private record NamedOrganization(UUID id, String ror) {}

    /**
     * A record that has what others cannot have too.
     *
     * @param kind {@code article} or {@code issue}
     * @param isPublic whether readers know of it, were it as withdrawn
     */
    public record Holder(String kind, UUID id, UUID journal, boolean isPublic) {}

    /**
     * An article that others call by an identifier.
     *
     * @param doi null where it has none
     */
    public record Identified(UUID id, UUID journal, String doi) {}

    // Issues

    public void addIssue(UUID id, UUID journal, IssueBody body) {
        IssueKey key = IssueKey.of(journal, body);
        issues.put(id, journal);
        issueBodies.put(id, body);
        List<NamedIssue> named = issuesByPlace.computeIfAbsent(key.place(), place -> new ArrayList<>());
        if (named.stream().noneMatch(issue -> issue.id().equals(id))) {
            named.add(new NamedIssue(id, key));
        }
    }

    /** An issue that is known by its id alone. */
    public void addIssueOf(UUID journal, UUID id) {
        issues.putIfAbsent(id, journal);
    }

    /** Returns the body of an issue that is held; null where it is known by its id alone. */
    public IssueBody issueBody(UUID issue) {
        return issueBodies.get(issue);
    }

    /** The journal of an issue; null where it is not held here. */
    public UUID journalOf(UUID issue) {
        return issues.get(issue);
    }

    public Optional<UUID> issue(IssueKey key) {
        return issuesByPlace.getOrDefault(key.place(), List.of()).stream()
                .filter(issue -> issue.key().isSame(key))
                .map(NamedIssue::id)
                .findFirst();
    }

    // Affiliations

    public void addAffiliation(UUID id, OrganizationKey key) {
        addAffiliation(id, id, key);
    }

    /**
     * Adds an affiliation that may be merged.
     *
     * @param end what it is merged into in the end, which is what its ROR id and its name stand for
     */
    public void addAffiliation(UUID id, UUID end, OrganizationKey key) {
        affiliations.put(id.toString(), id);
        if (key.ror() != null) {
            affiliations.putIfAbsent(key.ror(), end);
        }
        if (key.name() != null) {
            affiliationsByName.putIfAbsent(key.byName(), new NamedOrganization(end, key.ror()));
        }
    }

    public boolean isAffiliation(UUID id) {
        return affiliations.containsKey(id.toString());
    }

    /** By its ROR id, or by its name and country where none of the two has a ROR id that the other has not. */
    public Optional<UUID> affiliation(OrganizationKey key) {
        if (key.ror() != null && affiliations.containsKey(key.ror())) {
            return Optional.of(affiliations.get(key.ror()));
        }
        NamedOrganization named = affiliationsByName.get(key.byName());
        return named == null || key.ror() != null && named.ror() != null ? Optional.empty() : Optional.of(named.id());
    }

    /** Reports whether a key has a ROR id that the organization which it stands for has not. */
    public boolean isWithoutRor(OrganizationKey key) {
        NamedOrganization named = affiliationsByName.get(key.byName());
        return key.ror() != null && !affiliations.containsKey(key.ror()) && named != null && named.ror() == null;
    }

    /** Gives the organization of this name and country its ROR id. */
    public void addRor(OrganizationKey key, UUID id) {
        affiliations.put(key.ror(), id);
        affiliationsByName.put(key.byName(), new NamedOrganization(id, key.ror()));
    }

    // Articles

    /** Adds an article that the importer may know of. */
    public void addArticle(UUID id, boolean isPublished) {
        articles.add(id);
        if (isPublished) {
            publishedArticles.add(id);
        }
    }

    public void addHidden(UUID id) {
        hidden.add(id);
    }

    /** Reports whether it is an article that the importer may know of. */
    public boolean isArticle(UUID id) {
        return articles.contains(id);
    }

    /** Reports whether it is an article that readers know of, so that they may learn its id from others. */
    public boolean isPublishedArticle(UUID id) {
        return publishedArticles.contains(id);
    }

    /** Reports whether an article or an issue has this id that the importer may not know of. */
    public boolean isHidden(UUID id) {
        return hidden.contains(id);
    }

    public void addDoi(String key, Holder holder) {
        dois.put(key, holder);
    }

    /** Returns the holder of this DOI; null for none. */
    public Holder holder(String doiKey) {
        return dois.get(doiKey);
    }

    public void addIdentifier(String identifier, Identified article) {
        articlesByIdentifier
                .computeIfAbsent(identifier, absent -> new HashSet<>())
                .add(article);
    }

    public Set<Identified> identified(String identifier) {
        return articlesByIdentifier.getOrDefault(identifier, Set.of());
    }

    /** The DOI of the first article of a batch that is called so; this one's own where it is the first. */
    public String firstWith(String identifier, String doi) {
        String first = called.putIfAbsent(identifier, doi);
        return first == null ? doi : first;
    }

    /** Takes a slug of an article; false where it is taken. */
    public boolean takeSlug(String slug) {
        return slugs.add(slug);
    }

    @Override
    public Map<String, UUID> affiliations(Collection<UUID> ids, Collection<String> rors) {
        return affiliations;
    }

    @Override
    public Set<UUID> known(Collection<UUID> ids, Collection<UUID> named) {
        return articles;
    }

    @Override
    public Place place(UUID journal, UUID issue, UUID section) {
        return new Place(
                journals.has(journal) ? journal : null,
                issue == null ? null : issues.get(issue),
                section == null ? null : journals.ofSection(section));
    }

    /** Keeps for the next batch what this one would have created, where nothing is stored. */
    public void carryTo(ResolvedReferences next) {
        journals.carryTo(next.journals);
        next.issues.putAll(issues);
        next.issueBodies.putAll(issueBodies);
        issuesByPlace.forEach((place, named) -> next.issuesByPlace.put(place, new ArrayList<>(named)));
        next.affiliations.putAll(affiliations);
        next.affiliationsByName.putAll(affiliationsByName);
    }
}
