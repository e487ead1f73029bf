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
import org.offprint.kernel.record.rules.ReferencedRecords;

/** Existing and new records to which the records of a batch refer. */
public final class ResolvedReferences implements ReferencedRecords {

    public final ResolvedJournals journals = new ResolvedJournals();

    private final Map<UUID, UUID> issues = new HashMap<>();
    private final Map<UUID, IssueBody> issueBodies = new HashMap<>();
    private final Map<IssueKey, List<NamedIssue>> issuesByPlace = new HashMap<>();
    private final Map<String, UUID> affiliations = new HashMap<>();
    private final Map<OrganizationKey, NamedOrganization> affiliationsByName = new HashMap<>();
    private final Set<UUID> articles = new HashSet<>();
    private final Set<UUID> publishedArticles = new HashSet<>();
    /**
     * Ids of records that the importer may not see. Hidden records are treated as missing, except that new records
     * cannot use their ids.
     */
    private final Set<UUID> hidden = new HashSet<>();

    private final Map<String, RecordHolder> dois = new HashMap<>();
    private final Map<String, Set<IdentifiedArticle>> articlesByIdentifier = new HashMap<>();
    /** DOIs of the articles in this batch, keyed by publisher identifier and journal. */
    private final Map<String, String> doiByPublisherIdentifier = new HashMap<>();

    private final Set<String> slugs = new HashSet<>();

    private record NamedIssue(UUID id, IssueKey key) {}

    private record NamedOrganization(UUID id, String ror) {}

    /**
     * Existing record that has a unique value, such as a DOI.
     *
     * @param kind {@code article} or {@code issue}
     * @param isPublic whether readers can see the record, even if it is withdrawn
     */
    public record RecordHolder(String kind, UUID id, UUID journal, boolean isPublic) {}

    /**
     * Article that has an identifier other than a DOI.
     *
     * @param doi DOI of the article; null if the article has no DOI
     */
    public record IdentifiedArticle(UUID id, UUID journal, String doi) {}

    // Issues to which the batch refers.

    public void addIssue(UUID id, UUID journal, IssueBody body) {
        IssueKey key = IssueKey.of(journal, body);
        issues.put(id, journal);
        issueBodies.put(id, body);
        List<NamedIssue> named = issuesByPlace.computeIfAbsent(key.withoutYearAndTitle(), place -> new ArrayList<>());
        if (named.stream().noneMatch(issue -> issue.id().equals(id))) {
            named.add(new NamedIssue(id, key));
        }
    }

    /** Adds an issue with a known id and journal, but without metadata. */
    public void addIssueOf(UUID journal, UUID id) {
        issues.putIfAbsent(id, journal);
    }

    /** Returns the data of an issue, or null if only the id of the issue is known. */
    public IssueBody issueBody(UUID issue) {
        return issueBodies.get(issue);
    }

    /** Returns the journal of an issue, or null if the issue is unknown. */
    public UUID journalOf(UUID issue) {
        return issues.get(issue);
    }

    public Optional<UUID> issue(IssueKey key) {
        return issuesByPlace.getOrDefault(key.withoutYearAndTitle(), List.of()).stream()
                .filter(issue -> issue.key().isSame(key))
                .map(NamedIssue::id)
                .findFirst();
    }

    // Affiliations to which the batch refers.

    public void addAffiliation(UUID id, OrganizationKey key) {
        addAffiliation(id, id, key);
    }

    /**
     * Adds an affiliation that may have been merged into a different affiliation.
     *
     * @param end final target of the merges, to which the ROR id and the name belong
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

    /**
     * Finds an organization by its ROR id, or by its name and country. An organization with the same name and country
     * does not match if its ROR id differs.
     */
    public Optional<UUID> affiliation(OrganizationKey key) {
        if (key.ror() != null && affiliations.containsKey(key.ror())) {
            return Optional.of(affiliations.get(key.ror()));
        }
        NamedOrganization named = affiliationsByName.get(key.byName());
        return named == null || key.ror() != null && named.ror() != null ? Optional.empty() : Optional.of(named.id());
    }

    /** Returns whether the key has a ROR id, but the organization with the same name and country has none. */
    public boolean isWithoutRor(OrganizationKey key) {
        NamedOrganization named = affiliationsByName.get(key.byName());
        return key.ror() != null && !affiliations.containsKey(key.ror()) && named != null && named.ror() == null;
    }

    /** Sets the ROR id of the organization with the given name and country. */
    public void addRor(OrganizationKey key, UUID id) {
        affiliations.put(key.ror(), id);
        affiliationsByName.put(key.byName(), new NamedOrganization(id, key.ror()));
    }

    // Articles to which the batch refers.

    /** Adds an article that the importer may see. */
    public void addArticle(UUID id, boolean isPublished) {
        articles.add(id);
        if (isPublished) {
            publishedArticles.add(id);
        }
    }

    public void addHidden(UUID id) {
        hidden.add(id);
    }

    /** Returns whether an article with the given id exists and the importer may see it. */
    public boolean isArticle(UUID id) {
        return articles.contains(id);
    }

    /** Returns whether the article is published, so that readers may see its id in references. */
    public boolean isPublishedArticle(UUID id) {
        return publishedArticles.contains(id);
    }

    /** Returns whether an article or issue with the given id exists that the importer may not see. */
    public boolean isHidden(UUID id) {
        return hidden.contains(id);
    }

    public void addDoi(String key, RecordHolder holder) {
        dois.put(key, holder);
    }

    /** Returns the record with the given DOI, or null if there is none. */
    public RecordHolder holder(String doiKey) {
        return dois.get(doiKey);
    }

    public void addIdentifier(String identifier, IdentifiedArticle article) {
        articlesByIdentifier
                .computeIfAbsent(identifier, absent -> new HashSet<>())
                .add(article);
    }

    public Set<IdentifiedArticle> identified(String identifier) {
        return articlesByIdentifier.getOrDefault(identifier, Set.of());
    }

    /**
     * Returns the DOI of the first article in the batch that has the given publisher identifier, possibly {@code doi}
     * itself.
     */
    public String firstDoiWith(String identifier, String doi) {
        String first = doiByPublisherIdentifier.putIfAbsent(identifier, doi);
        return first == null ? doi : first;
    }

    /** Reserves the slug of an article. Returns false if the slug is already in use. */
    public boolean reserveSlug(String slug) {
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
    public OwningJournals place(UUID journal, UUID issue, UUID section) {
        return new OwningJournals(
                journals.has(journal) ? journal : null,
                issue == null ? null : issues.get(issue),
                section == null ? null : journals.ofSection(section));
    }

    /**
     * Copies the records that this batch would have created to the references of the next batch. A dry run needs the
     * copy, because it stores nothing.
     */
    public void carryTo(ResolvedReferences next) {
        journals.carryTo(next.journals);
        next.issues.putAll(issues);
        next.issueBodies.putAll(issueBodies);
        issuesByPlace.forEach((place, named) -> next.issuesByPlace.put(place, new ArrayList<>(named)));
        next.affiliations.putAll(affiliations);
        next.affiliationsByName.putAll(affiliationsByName);
    }
}
