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
 * Works linked from an article page: works that cite the article, and works that it cites.
 *
 * @param links targets of references, keyed by reference key
 * @param found external works matched to the remaining references, keyed by reference key
 * @param newest newest articles that cite the displayed article
 * @param total total number of citing articles
 * @param held published articles among the linked works, keyed by id
 */
record ShownCitations(
        Map<String, ReferenceLink> links,
        Map<String, FoundWork> found,
        List<UUID> newest,
        long total,
        Map<UUID, ArticleSummary> held) {

    static final ShownCitations NONE = new ShownCitations(Map.of(), Map.of(), List.of(), 0, Map.of());

    /** Returns the ids of all articles linked from the article page. */
    Set<UUID> articles() {
        Set<UUID> articles = new HashSet<>(newest);
        links.values().stream()
                .map(ReferenceLink::article)
                .filter(Objects::nonNull)
                .forEach(articles::add);
        return articles;
    }

    /** Returns a copy with the given published articles. */
    ShownCitations with(Map<UUID, ArticleSummary> articles) {
        return new ShownCitations(links, found, newest, total, articles);
    }

    /** Returns the article in this service that a reference cites, or null if there is none. */
    ArticleSummary here(String key) {
        ReferenceLink link = links.get(key);
        return link == null || link.article() == null ? null : held.get(link.article());
    }

    /** Returns the DOI of the external work that an editor selected for a reference, or null if there is none. */
    Doi externalDoi(String key) {
        ReferenceLink link = links.get(key);
        return link == null || link.doi() == null ? null : new Doi(link.doi());
    }

    /** Returns the DOI of the external work that was matched to a reference, or null if there is none. */
    Doi found(String key) {
        FoundWork work = found.get(key);
        return work == null ? null : work.doi();
    }

    /** Returns the articles in this service that the references cite, without duplicates, ordered by reference key. */
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

    /** Returns the newest articles that cite the displayed article. */
    List<ArticleSummary> citing() {
        return newest.stream().map(held::get).filter(Objects::nonNull).toList();
    }
}
