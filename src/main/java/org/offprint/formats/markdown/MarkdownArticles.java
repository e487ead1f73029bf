package org.offprint.formats.markdown;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.offprint.formats.fulltext.FullText;
import org.offprint.formats.fulltext.stored.FullTexts.StoredText;
import org.offprint.formats.writing.ContributorNames;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.journal.articles.notices.Retraction;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.kernel.record.Reference;
import org.offprint.kernel.record.Translation;
import org.offprint.kernel.text.HtmlEscaping;
import org.offprint.platform.http.caching.Encoded;
import org.offprint.platform.http.filters.RequestLimiter;

/**
 * Writes articles as Markdown: front matter with the most important data of the record, the abstract and the full text.
 * Without a full text, the references and the files of the record are written instead. Recently written articles are
 * cached in memory.
 */
@Singleton
public class MarkdownArticles {

    /** Media type of Markdown (RFC 7763), without its parameters. */
    public static final String MEDIA_TYPE = "text/markdown";

    /** Value of the {@code Content-Type} header, with the variant of Markdown (RFC 7764). */
    public static final String CONTENT_TYPE = MEDIA_TYPE + ";charset=UTF-8;variant=GFM";

    /** Maximum length of the HTML of a full text that is converted. Parsing HTML takes about 20 times its size. */
    private static final int MAX_HTML_BYTES = 5_000_000;

    private static final long CACHE_BYTES = Runtime.getRuntime().maxMemory() / 64;
    private static final int MAX_WAITING = 100;
    private static final long WAIT_TIMEOUT_MILLIS = 10_000;
    private static final int RETRY_SECONDS = 5;

    private final RequestLimiter limiter = new RequestLimiter(
            "Markdown requests",
            Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
            MAX_WAITING,
            WAIT_TIMEOUT_MILLIS,
            RETRY_SECONDS);
    private final Cache<MarkdownKey, Encoded> cache = Caffeine.newBuilder()
            .maximumWeight(CACHE_BYTES)
            .weigher((MarkdownKey key, Encoded text) -> 500 + text.weight())
            .build();

    /** Cache key with all inputs that affect the Markdown of an article. */
    private record MarkdownKey(String record, Integer version, String text, String language, String baseUrl) {}

    /**
     * Returns a published article as Markdown.
     *
     * @param text full text in the given language; null if there is none
     * @param language language of a translation; empty for the article itself
     * @param baseUrl base URL of Offprint without a trailing slash
     * @throws org.offprint.kernel.faults.ProblemException 503 if too many articles are converted at the same time
     */
    public Encoded of(PublishedRecord record, StoredText text, String language, String baseUrl) {
        MarkdownKey key = new MarkdownKey(
                record.etag(), record.article().version(), text == null ? null : text.tag(), language, baseUrl);
        Encoded known = cache.getIfPresent(key);
        if (known == null) {
            known = limiter.within(
                    () -> Encoded.of(bytes(record, text == null ? null : text(text, baseUrl), language, baseUrl)));
            cache.put(key, known);
        }
        return known;
    }

    /**
     * Returns the working copy of an article as Markdown. The result is not cached.
     *
     * @param text full text in the given language
     * @param language language of a translation; empty for the article itself
     * @param baseUrl base URL of Offprint without a trailing slash
     * @throws org.offprint.kernel.faults.ProblemException 503 if too many articles are converted at the same time
     */
    public byte[] ofWorkingCopy(PublishedRecord record, FullText text, String language, String baseUrl) {
        return limiter.within(() -> bytes(
                record,
                text.html().length() <= MAX_HTML_BYTES
                        ? MarkdownText.of(text.html(), baseUrl)
                        : paragraphs(text.text(), baseUrl),
                language,
                baseUrl));
    }

    private static byte[] bytes(PublishedRecord record, String text, String language, String baseUrl) {
        return write(record, text, language, baseUrl).getBytes(StandardCharsets.UTF_8);
    }

    private static String text(StoredText text, String baseUrl) {
        return text.html().length() <= MAX_HTML_BYTES
                ? MarkdownText.of(new String(text.html().plain(), StandardCharsets.UTF_8), baseUrl)
                : paragraphs(new String(text.words().plain(), StandardCharsets.UTF_8), baseUrl);
    }

    private static String paragraphs(String text, String baseUrl) {
        return text.lines().map(line -> inline(line, null, baseUrl)).collect(Collectors.joining("\n\n"));
    }

    /**
     * Writes an article as Markdown.
     *
     * @param text Markdown of the full text; null if there is none
     * @param language language of a translation; empty for the article itself
     * @param baseUrl base URL of Offprint without a trailing slash
     */
    public static String write(PublishedRecord record, String text, String language, String baseUrl) {
        Translation translation = translation(record, language);
        StringBuilder out = new StringBuilder();
        frontMatter(out, record, translation, language, baseUrl);
        retraction(out, record, baseUrl);
        block(out, "# " + inline(title(record, translation), titleHtml(record, translation), baseUrl));
        String subtitle = translation == null ? record.body().subtitle() : translation.subtitle();
        block(out, subtitle == null ? "" : inline(subtitle, null, baseUrl));
        String abstractText = abstractText(record, translation, baseUrl);
        block(out, abstractText.isEmpty() ? "" : "<a id=\"abstract\"></a>\n## Abstract\n\n" + abstractText);
        if (text == null) {
            block(out, files(record, baseUrl));
            references(out, record, baseUrl);
        } else {
            block(out, text);
        }
        return out.toString();
    }

    /** Returns the notice of a retracted article as plain text in one line; empty if the article is not retracted. */
    public static String notice(Retraction retraction) {
        if (retraction == null) {
            return "";
        }
        String kind =
                switch (retraction.kind()) {
                    case RETRACTION -> "RETRACTED";
                    case PARTIAL_RETRACTION -> "PARTIALLY RETRACTED";
                    case REMOVAL -> "REMOVED";
                    case EXPRESSION_OF_CONCERN -> "EXPRESSION OF CONCERN";
                };
        String date = retraction.date() == null ? "" : " " + retraction.date().value();
        return kind + date + ": " + retraction.reason().replaceAll("\\s+", " ").strip();
    }

    private static void frontMatter(
            StringBuilder out, PublishedRecord record, Translation translation, String language, String baseUrl) {
        var license = record.body().license();
        Retraction retraction = record.article().retraction();
        out.append("---\n");
        member(out, "title", title(record, translation));
        out.append("authors: ")
                .append(json(record.authors().stream()
                        .map(ContributorNames::displayed)
                        .toList()))
                .append('\n');
        member(out, "doi", record.doi() == null ? null : record.doi().value());
        member(out, "journal", record.journal().title());
        if (record.article().version() != null) {
            out.append("version: ").append(record.article().version()).append('\n');
        }
        member(out, "language", language.isEmpty() ? record.body().language().value() : language);
        member(
                out,
                "license",
                license == null
                        ? null
                        : license.url() == null ? license.name() : license.url().value());
        member(
                out,
                "published",
                record.published() == null ? null : record.published().value());
        out.append("retraction: ")
                .append(retraction == null ? "null" : json(retraction))
                .append('\n');
        boolean hasPage = record.article().links().get("landingPage") != null;
        member(out, "url", hasPage ? absolute(record.landingPage(), baseUrl) : null);
        out.append("---\n");
    }

    private static void member(StringBuilder out, String name, String value) {
        if (value != null && !value.isBlank()) {
            out.append(name).append(": ").append(json(value)).append('\n');
        }
    }

    /** Returns a value as JSON, which is also valid YAML. */
    private static String json(Object value) {
        return new String(Json.write(value), StandardCharsets.UTF_8);
    }

    private static void retraction(StringBuilder out, PublishedRecord record, String baseUrl) {
        Retraction retraction = record.article().retraction();
        if (retraction != null) {
            String link = retraction.notice() == null || retraction.notice().doi() == null
                    ? ""
                    : " [Notice](" + retraction.notice().doi().url() + ")";
            block(out, "> " + inline(notice(retraction), null, baseUrl) + link);
        }
    }

    private static Translation translation(PublishedRecord record, String language) {
        return language.isEmpty()
                ? null
                : record.body().translations().entrySet().stream()
                        .filter(each -> language.equalsIgnoreCase(each.getKey().value()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(null);
    }

    /**
     * Returns the title of an article as plain text.
     *
     * @param language language of a translation; empty for the article itself
     */
    public static String title(PublishedRecord record, String language) {
        return title(record, translation(record, language));
    }

    /**
     * Returns the abstract of an article as plain text.
     *
     * @param language language of a translation; empty for the article itself
     * @return null if there is no abstract in this language
     */
    public static String abstractText(PublishedRecord record, String language) {
        Translation translation = translation(record, language);
        return translation == null ? record.body().abstractText() : translation.abstractText();
    }

    private static String title(PublishedRecord record, Translation translation) {
        return translation == null || translation.title() == null ? record.title() : translation.title();
    }

    private static String titleHtml(PublishedRecord record, Translation translation) {
        return translation == null || translation.title() == null
                ? record.body().titleHtml()
                : translation.titleHtml();
    }

    private static String abstractText(PublishedRecord record, Translation translation, String baseUrl) {
        String text = translation == null ? record.body().abstractText() : translation.abstractText();
        String html = translation == null ? record.body().abstractHtml() : translation.abstractHtml();
        if (html != null) {
            return MarkdownText.of(html, baseUrl);
        }
        return text == null
                ? ""
                : Stream.of(text.split("\n\n+"))
                        .map(paragraph -> inline(paragraph, null, baseUrl))
                        .filter(paragraph -> !paragraph.isEmpty())
                        .collect(Collectors.joining("\n\n"));
    }

    private static String inline(String text, String html, String baseUrl) {
        return MarkdownText.of(html == null ? HtmlEscaping.escape(text) : html, baseUrl);
    }

    private static void block(StringBuilder out, String text) {
        if (!text.isEmpty()) {
            out.append('\n').append(text).append('\n');
        }
    }

    /** Returns the section with links to the full texts of an article; empty if there is none. */
    public static String files(PublishedRecord record, String baseUrl) {
        List<String> lines = new ArrayList<>();
        for (ArticleFile file : record.fullTexts()) {
            String name = file.isStored() ? file.name() : file.url().value();
            String type = file.mediaType() == null ? "" : " (" + file.mediaType() + ")";
            lines.add("- [" + inline(name, null, baseUrl) + "](" + absolute(record.escapedUrl(file), baseUrl) + ")"
                    + type);
        }
        return lines.isEmpty() ? "" : "<a id=\"files\"></a>\n## Files\n\n" + String.join("\n", lines);
    }

    private static void references(StringBuilder out, PublishedRecord record, String baseUrl) {
        List<String> lines = new ArrayList<>();
        for (Reference reference : record.body().references()) {
            String link = reference.doi() == null
                    ? ""
                    : " [" + inline(reference.doi().value(), null, baseUrl) + "]("
                            + reference.doi().url() + ")";
            lines.add((lines.size() + 1) + ". " + inline(printed(reference), null, baseUrl) + link);
        }
        block(out, lines.isEmpty() ? "" : "<a id=\"references\"></a>\n## References\n\n" + String.join("\n", lines));
    }

    /** Returns a reference as printed or, if the printed text is unknown, its most important parts. */
    public static String printed(Reference reference) {
        if (reference.text() != null && !reference.text().isBlank()) {
            return reference.text();
        }
        String authors = reference.authors().stream()
                .map(author -> author.family() == null ? author.name() : author.family())
                .filter(name -> name != null)
                .collect(Collectors.joining(", "));
        return Stream.of(authors, reference.year(), reference.title(), reference.containerTitle(), reference.volume())
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(". "));
    }

    private static String absolute(String url, String baseUrl) {
        return url.startsWith(PublishedRecord.BASE_URL)
                ? baseUrl + url.substring(PublishedRecord.BASE_URL.length())
                : url;
    }
}
