package org.offprint.journal.publishing.typesetting;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.record.Relation;
import org.offprint.kernel.record.RelationType;
import org.offprint.platform.database.sql.Sql;

/**
 * Reads the relations of articles. A relation to an article in this service is displayed with both its id and its DOI.
 * An article also displays the inverse of each relation in which another article refers to it.
 */
@ApplicationScoped
class TypesetRelations {

    private final Sql sql;

    TypesetRelations(Sql sql) {
        this.sql = sql;
    }

    /** Inverse of a relation that another article states, as displayed in the target article. */
    record Inverse(UUID source, Relation shown) {}

    /**
     * Published articles to which the articles being typeset refer. The slug of an article does not change after its
     * publication.
     *
     * @param appeared articles that have ever been published, including withdrawn articles
     */
    private record Targets(
            Map<UUID, Doi> doiOf, Map<String, UUID> articleOf, Map<UUID, String> slugOf, Set<UUID> appeared) {}

    /** Relations of the articles being typeset, read with two SQL statements for any number of articles. */
    record RelationSet(Targets targets, Map<UUID, List<Inverse>> inverses) {

        /**
         * Returns the relations in the editors' view: the stated relations in completed form, followed by the relations
         * that other articles state.
         */
        List<Relation> forEditors(Manuscript manuscript) {
            return of(manuscript, manuscript.body().relations());
        }

        /**
         * Returns the relations in the readers' view. A relation to an article that was never published contains only
         * its stated DOI, or is omitted if it states no DOI.
         */
        List<Relation> forReaders(Manuscript manuscript) {
            return of(
                    manuscript,
                    manuscript.body().relations().stream()
                            .map(this::withoutUnpublished)
                            .filter(Objects::nonNull)
                            .toList());
        }

        private Relation withoutUnpublished(Relation stated) {
            boolean isKnown = stated.article() == null || targets.appeared().contains(stated.article());
            return isKnown
                    ? stated
                    : stated.doi() == null
                            ? null
                            : new Relation(stated.type(), stated.doi(), null, stated.label(), null);
        }

        private List<Relation> of(Manuscript manuscript, List<Relation> relations) {
            List<Relation> shown = new ArrayList<>();
            Set<String> seen = new HashSet<>();
            for (Relation stated : relations) {
                Relation complete = complete(stated);
                shown.add(complete);
                seen.add(complete.type() + " " + complete.article());
            }
            for (Inverse inverse : inverses.getOrDefault(manuscript.id(), List.of())) {
                if (seen.add(inverse.shown().type() + " " + inverse.source())) {
                    shown.add(inverse.shown());
                }
            }
            return shown;
        }

        private Relation complete(Relation stated) {
            Doi doi = stated.doi() == null && stated.article() != null
                    ? targets.doiOf().get(stated.article())
                    : stated.doi();
            UUID article = stated.article() == null && stated.doi() != null
                    ? targets.articleOf().get(stated.doi().key())
                    : stated.article();
            String slug = article == null ? null : targets.slugOf().get(article);
            return new Relation(stated.type(), doi, article, stated.label(), slug);
        }
    }

    /** Reads the relations between the given articles and published articles. */
    RelationSet read(Collection<Manuscript> manuscripts) {
        return new RelationSet(targets(manuscripts), inverses(manuscripts));
    }

    private Targets targets(Collection<Manuscript> manuscripts) {
        Targets targets = new Targets(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashSet<>());
        Set<UUID> ids = new HashSet<>();
        Set<String> dois = new HashSet<>();
        for (Manuscript manuscript : manuscripts) {
            for (Relation relation : manuscript.body().relations()) {
                if (relation.article() != null) {
                    ids.add(relation.article());
                } else if (relation.doi() != null) {
                    dois.add(relation.doi().key());
                }
            }
        }
        if (ids.isEmpty() && dois.isEmpty()) {
            return targets;
        }
        sql.list(
                "select p.article, p.doi, p.doi_key, p.withdrawn, a.slug"
                        + " from published_article p join article a on a.id = p.article"
                        + " where p.article = any(?::uuid[]) or p.doi_key = any(?::text[])",
                row -> {
                    targets.appeared().add(Sql.uuid(row, "article"));
                    if (row.getBoolean("withdrawn")) {
                        return null;
                    }
                    String doi = row.getString("doi");
                    if (doi != null) {
                        targets.doiOf().put(Sql.uuid(row, "article"), Doi.parse(doi));
                        targets.articleOf().put(row.getString("doi_key"), Sql.uuid(row, "article"));
                    }
                    return targets.slugOf().put(Sql.uuid(row, "article"), row.getString("slug"));
                },
                texts(ids),
                dois);
        return targets;
    }

    private Map<UUID, List<Inverse>> inverses(Collection<Manuscript> manuscripts) {
        Set<UUID> ids = new HashSet<>();
        Map<String, UUID> byDoi = new HashMap<>();
        for (Manuscript manuscript : manuscripts) {
            ids.add(manuscript.id());
            if (manuscript.body().doi() != null) {
                byDoi.put(manuscript.body().doi().key(), manuscript.id());
            }
        }
        Map<UUID, List<Inverse>> inverses = new HashMap<>();
        // Relations stated by a withdrawn article are not displayed.
        sql.list(
                "select r.article, r.type, r.target, r.doi_key, p.doi, a.slug, v.body ->> 'title' title"
                        + " from published_relation r join published_article p on p.article = r.article"
                        + " join article a on a.id = r.article"
                        + " join article_version v on v.article = p.article and v.number = p.version"
                        + " where not p.withdrawn and (r.target = any(?::uuid[]) or r.doi_key = any(?::text[]))"
                        + " order by r.article, r.ordinal",
                row -> {
                    UUID target = Sql.uuid(row, "target");
                    UUID shownAt = target == null ? byDoi.get(row.getString("doi_key")) : target;
                    Inverse inverse = inverse(row);
                    if (inverse != null && shownAt != null && !shownAt.equals(inverse.source())) {
                        inverses.computeIfAbsent(shownAt, id -> new ArrayList<>())
                                .add(inverse);
                    }
                    return null;
                },
                texts(ids),
                byDoi.keySet());
        return inverses;
    }

    /** Returns the inverse relation to display in the target article, or null if none is displayed. */
    private static Inverse inverse(ResultSet row) throws SQLException {
        RelationType type = (RelationType) Vocabulary.terms(RelationType.class).get(row.getString("type"));
        if (!type.isStatedByNewerArticle()) {
            return null;
        }
        UUID source = Sql.uuid(row, "article");
        String doi = row.getString("doi");
        return new Inverse(
                source,
                new Relation(
                        type.inverse(),
                        doi == null ? null : Doi.parse(doi),
                        source,
                        row.getString("title"),
                        row.getString("slug")));
    }

    /**
     * Returns the ids as strings, because an empty array has no element type. The SQL statements cast the strings to
     * UUIDs.
     */
    private static List<String> texts(Set<UUID> ids) {
        return ids.stream().map(UUID::toString).toList();
    }
}
