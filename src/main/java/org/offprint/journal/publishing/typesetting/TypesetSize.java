package org.offprint.journal.publishing.typesetting;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.offprint.journal.affiliations.AffiliationRef;
import org.offprint.journal.articles.Article;
import org.offprint.journal.publishing.typesetting.TypesettingSources.AffiliationSource;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.kernel.record.contributors.AffiliationMention;
import org.offprint.kernel.record.contributors.Contributor;
import org.offprint.platform.database.sql.Sql;

/**
 * Limits the size of a published article in bytes. An affiliation is counted once for each contributor that names it,
 * because most formats repeat it.
 */
@ApplicationScoped
public class TypesetSize {

    /** Maximum size of a published article, in bytes. */
    public static final long MAX_BYTES = 10_000_000;

    /**
     * Maximum size of a contributor's affiliation, in bytes, derived from the length limits of the affiliation's
     * members.
     */
    private static final long MAX_AFFILIATION_BYTES = 10_000;

    /**
     * Minimum size, in bytes, of the published documents that are checked when an affiliation changes. Smaller
     * documents do not name an affiliation often enough for its new name to exceed the size limit.
     */
    private static final long MIN_CHECKED_BYTES = 40_000;

    /** Maximum number of articles, largest first, whose size is checked with the new name of an affiliation. */
    private static final int MAX_CHECKED_ARTICLES = 20;

    /** Maximum number of article members named in the error message. */
    private static final int MAX_NAMED_MEMBERS = 3;

    private final TypesettingSources sources;
    private final Press press;
    private final Sql sql;

    TypesetSize(TypesettingSources sources, Press press, Sql sql) {
        this.sources = sources;
        this.press = press;
        this.sql = sql;
    }

    /**
     * Throws a 422 problem if the article would be too large with the given content. Affiliations are read only if
     * their size could make the article exceed the limit.
     */
    public void require(Article article, ArticleBody body) {
        requireNone(finding(article, body));
    }

    private static void requireNone(Optional<Finding> found) {
        found.ifPresent(finding -> {
            throw Problems.invalid("The article", List.of(finding));
        });
    }

    /** Returns an error if the article would be too large with the given content, or empty otherwise. */
    public Optional<Finding> finding(Article article, ArticleBody body) {
        return finding(
                body,
                Json.write(body).length,
                () -> sources.read(List.of(Manuscript.ofWorkingCopy(article).printed(body))));
    }

    /**
     * Throws a 422 problem if the article content is too large, using affiliations that have already been read.
     *
     * @param written size of the article content, in bytes
     */
    public static void require(ArticleBody body, long written, TypesettingSources.SourceSet read) {
        requireNone(finding(body, written, () -> read));
    }

    /**
     * Throws a 422 problem if the new names of the given affiliations make an article too large. The new names must
     * already be stored, but need not be committed.
     */
    public void requireRoom(Collection<UUID> affiliations) {
        List<UUID> large = sql.list(
                "select p.article from published_article p where not p.withdrawn and octet_length(p.document) > ?"
                        + " and p.article in (select article from published_affiliation"
                        + " where affiliation = any(array(select affiliation_with_merged(id) from unnest(?) as id)))"
                        + " order by octet_length(p.document) desc limit ?",
                row -> Sql.uuid(row, "article"),
                MIN_CHECKED_BYTES,
                affiliations,
                MAX_CHECKED_ARTICLES);
        for (UUID article : large) {
            for (Manuscript manuscript : press.manuscripts(List.of(article))) {
                long bytes = weight(
                        manuscript.body(), Json.write(manuscript.body()).length, sources.read(List.of(manuscript)));
                if (bytes > MAX_BYTES) {
                    throw Problems.invalid(
                            "The change",
                            List.of(Finding.at(
                                    "",
                                    "too-large",
                                    "Article " + article
                                            + " names the affiliation so often that the size of the article would be "
                                            + formatted(bytes) + ". The maximum is " + formatted(MAX_BYTES) + ".")));
                }
            }
        }
    }

    private static Optional<Finding> finding(
            ArticleBody body, long written, Supplier<TypesettingSources.SourceSet> sources) {
        if (written + linked(body) * MAX_AFFILIATION_BYTES + printed(body) <= MAX_BYTES) {
            return Optional.empty();
        }
        long bytes = weight(body, written, sources.get());
        if (bytes <= MAX_BYTES) {
            return Optional.empty();
        }
        JsonNode tree = Json.tree(body);
        Map<String, Long> sizes = tree.properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, member -> (long) Json.write(member.getValue()).length));
        sizes.computeIfPresent("contributors", (name, size) -> size + bytes - written);
        List<String> largest = sizes.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .limit(MAX_NAMED_MEMBERS)
                .map(Map.Entry::getKey)
                .toList();
        return Optional.of(Finding.at(
                "/" + largest.get(0),
                "too-large",
                "With affiliations written out for each contributor, the size of the article is " + formatted(bytes)
                        + ". The maximum is " + formatted(MAX_BYTES) + ". Shorten the largest members: "
                        + largest.stream()
                                .map(name -> name + " (" + formatted(sizes.get(name)) + ")")
                                .collect(Collectors.joining(", "))
                        + "."));
    }

    private static String formatted(long bytes) {
        return String.format(Locale.ROOT, "%,d bytes", bytes);
    }

    private static long weight(ArticleBody body, long written, TypesettingSources.SourceSet read) {
        long bytes = written + printed(body);
        Map<UUID, Long> sizes = new HashMap<>();
        for (AffiliationMention mention : mentions(body)) {
            AffiliationSource source =
                    mention.id() == null ? null : read.affiliations().get(mention.id());
            if (source != null) {
                bytes += sizes.computeIfAbsent(source.id(), id -> bytes(source));
            }
        }
        return bytes;
    }

    private static long bytes(AffiliationSource source) {
        return Json.write(AffiliationRef.of(source.id(), source.body(), "1")).length;
    }

    private static long linked(ArticleBody body) {
        return mentions(body).stream().filter(mention -> mention.id() != null).count();
    }

    /**
     * Returns the total size, in bytes, of the printed affiliations that are not linked to organizations in this
     * service. The published article contains the text of an unlinked affiliation twice.
     */
    private static long printed(ArticleBody body) {
        return mentions(body).stream()
                .filter(mention -> mention.id() == null && mention.text() != null)
                .mapToLong(mention -> mention.text().getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }

    private static List<AffiliationMention> mentions(ArticleBody body) {
        List<AffiliationMention> mentions = new ArrayList<>();
        for (Contributor contributor : body.contributors()) {
            mentions.addAll(contributor.affiliations());
        }
        return mentions;
    }
}
