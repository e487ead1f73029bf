package org.offprint.services.citations;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.offprint.journal.articles.ArticleView;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.Reference;
import org.offprint.platform.database.sql.Sql;
import org.offprint.services.citations.ReferenceMatching.Match;
import org.offprint.services.citations.resemblance.CitedReference;

/** Links from references in published articles to cited works, and editors' decisions about these references. */
@ApplicationScoped
public class ReferenceLinks {

    private final Sql sql;
    private final CitationTable table;
    private final ReferenceMatching matching;

    ReferenceLinks(Sql sql, CitationTable table, ReferenceMatching matching) {
        this.sql = sql;
        this.table = table;
        this.matching = matching;
    }

    /**
     * Target of a reference: an article or an external work.
     *
     * @param article id of an article in this service; null for an external work
     * @param title title of the article
     * @param doi DOI key of an external work, set by an editor; null for an article
     * @param isRetracted whether the article has a retraction or similar notice
     */
    public record ReferenceLink(UUID article, String title, String doi, boolean isRetracted) {}

    /**
     * Returns the targets of an article's references, keyed by reference key. Omits references without a target and
     * references whose text has changed since they were linked.
     */
    public Map<String, ReferenceLink> of(UUID citing, List<Reference> references) {
        Map<String, CitedReference> said = CitedReference.of(citing, references);
        Map<String, ReferenceLink> links = new LinkedHashMap<>();
        sql.list(
                "select c.key, c.text_hash, c.cited, v.body ->> 'title' title, c.doi_key,"
                        + " a.retraction is not null retracted from citation c left join article a on a.id = c.cited"
                        + " left join published_article p on p.article = c.cited and not p.withdrawn"
                        + " left join article_version v on v.article = p.article and v.number = p.version"
                        + " where c.citing = ? and (p.article is not null or c.doi_key is not null) order by c.key",
                row -> {
                    CitedReference reference = said.get(row.getString("key"));
                    if (reference != null && reference.textHash().equals(row.getString("text_hash"))) {
                        links.put(
                                reference.key(),
                                new ReferenceLink(
                                        Sql.uuid(row, "cited"),
                                        row.getString("title"),
                                        row.getString("doi_key"),
                                        row.getBoolean("retracted")));
                    }
                    return null;
                },
                citing);
        return links;
    }

    /**
     * Stores an editor's decision about a reference. An editor's decision overrides automatic matches until the text of
     * the reference changes.
     *
     * @param cited published article in this service; null for none
     * @param doi DOI of an external work or of an article in this service; null for none
     * @return false if the article has no reference with the given key
     */
    public boolean decide(UUID citing, String key, UUID cited, Doi doi, Instant now) {
        Optional<CitedReference> reference = reference(citing, key);
        reference.ifPresent(each -> {
            table.lock();
            Set<UUID> before = cited(citing, key);
            UUID held = cited == null && doi != null ? table.articleWithDoi(doi).orElse(null) : cited;
            table.decide(each, held, held == null ? doi : null, now);
            recount(before, held);
            note(citing, before, held);
        });
        return reference.isPresent();
    }

    /**
     * Deletes an editor's decision about a reference and stores its automatic match instead.
     *
     * @return false if the article has no reference with the given key
     */
    public boolean deleteDecision(UUID citing, String key, Instant now) {
        Optional<CitedReference> reference = reference(citing, key);
        reference.ifPresent(each -> {
            Map<CitedReference, Match> matches = matching.match(List.of(each));
            table.lock();
            Set<UUID> before = cited(citing, key);
            table.delete(each);
            table.store(List.of(each), matches, Set.of(), Set.of(), before, now);
            note(citing, before, null);
        });
        return reference.isPresent();
    }

    private Optional<CitedReference> reference(UUID citing, String key) {
        return sql.first(
                        "select document from published_article where article = ? and not withdrawn",
                        row -> Json.read(row.getBytes("document"), ArticleView.class),
                        citing)
                .map(article ->
                        CitedReference.of(citing, article.body().references()).get(key));
    }

    private Set<UUID> cited(UUID citing, String key) {
        return Set.copyOf(sql.list(
                "select cited from citation where citing = ? and key = ? and cited is not null",
                row -> Sql.uuid(row, "cited"),
                citing,
                key));
    }

    private void note(UUID citing, Set<UUID> before, UUID cited) {
        Set<UUID> shown = new HashSet<>(before);
        shown.add(citing);
        if (cited != null) {
            shown.add(cited);
        }
        table.recordChanged(shown);
    }

    private void recount(Set<UUID> before, UUID cited) {
        Set<UUID> all = new HashSet<>(before);
        if (cited != null) {
            all.add(cited);
        }
        table.recount(all);
    }
}
