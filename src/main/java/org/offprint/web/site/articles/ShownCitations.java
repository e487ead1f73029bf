package org.offprint.web.site.articles;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.offprint.journal.articles.ArticleSummary;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.services.citations.ReferenceLinks.ReferenceLink;
import org.offprint.services.citations.outside.FoundWork;

/**
 * The works that a page leads to because one cites the other.
 *
 * @param links where references lead, by their keys
 * @param found the works elsewhere that other references were found to mean, by their keys
 * @param newest the newest articles that cite the one of the page
 * @param total how many do
 * @param held all of them that readers have
 */
record ShownCitations(
        Map<String, ReferenceLink> links,
        Map<String, FoundWork> found,
        List<UUID> newest,
        long total,
        Map<UUID, ArticleSummary> held) {

    static final ShownCitations NONE = new ShownCitations(Map.of(), Map.of(), List.of(), 0, Map.of());

    /** Returns the articles of all links. */
    Set<UUID> articles() {
        Set<UUID> articles = new HashSet<>(newest);
        links.values().stream()
                .map(ReferenceLink::article)
                .filter(Objects::nonNull)
                .forEach(articles::add);
        return articles;
    }

    /** Returns a copy with the articles that readers have. */
    ShownCitations with(Map<UUID, ArticleSummary> articles) {
        return new ShownCitations(links, found, newest, total, articles);
    }

    /** Returns the article held here that a reference means; null for none. */
    ArticleSummary here(String key) {
        ReferenceLink link = links.get(key);
        return link == null || link.article() == null ? null : held.get(link.article());
    }

    /** Returns the DOI of a work elsewhere that a reference means, as an editor says; null for none. */
    Doi elsewhere(String key) {
        ReferenceLink link = links.get(key);
        return link == null || link.doi() == null ? null : new Doi(link.doi());
    }

    /** Returns the DOI of the work elsewhere that a reference was found to mean; null for none. */
    Doi found(String key) {
        FoundWork work = found.get(key);
        return work == null ? null : work.doi();
    }

    /** Returns the articles held here that references mean, each once, in the order of the keys. */
    List<ArticleSummary> cited() {
        Map<UUID, ArticleSummary> cited = new LinkedHashMap<>();
        links.keySet().forEach(key -> {
            ArticleSummary article = here(key);
            if (article != null) {
                cited.putIfAbsent(article.id(), article);
            }
        });
        return List.copyOf(cited.values());
    }

    /** Returns the newest articles that cite the one of the page. */
    List<ArticleSummary> citing() {
        return newest.stream().map(held::get).filter(Objects::nonNull).toList();
    }
}
