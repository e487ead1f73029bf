package org.offprint.web.harvest.mcp;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.offprint.formats.ExportFormats;
import org.offprint.formats.citations.CitationStyle;
import org.offprint.formats.citations.CitationStyles;
import org.offprint.formats.citations.CitationWriter;
import org.offprint.formats.fulltext.report.Heading;
import org.offprint.formats.fulltext.stored.FullTexts;
import org.offprint.formats.fulltext.stored.FullTexts.StoredText;
import org.offprint.formats.fulltext.stored.Outline;
import org.offprint.formats.markdown.MarkdownArticles;
import org.offprint.formats.writing.ContributorNames;
import org.offprint.formats.writing.Format;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.journal.articles.ArticleSummary;
import org.offprint.journal.articles.notices.Retraction;
import org.offprint.journal.journals.DoiRegister;
import org.offprint.journal.journals.DoiRegister.Holder;
import org.offprint.journal.publishing.PublishedDocument;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.LicenseTerms;
import org.offprint.kernel.record.Reference;
import org.offprint.kernel.record.contributors.ContributorRole;
import org.offprint.platform.database.sql.Sql;
import org.offprint.services.citations.ReferenceLinks;
import org.offprint.services.citations.ReferenceLinks.ReferenceLink;
import org.offprint.services.citations.outside.FoundWork;
import org.offprint.services.citations.outside.FoundWorkTable;
import org.offprint.services.usage.UsedItem;
import org.offprint.web.cache.ArticleSource;
import org.offprint.web.harvest.mcp.ToolCall.ToolAnswer;

/** Tools that read one published article. */
@Singleton
class ArticleTools {

    private static final int DEFAULT_CHARACTERS = 40_000;
    /** Maximum length of a part of a full text, in characters. */
    static final int MAX_CHARACTERS = 200_000;

    private static final int REFERENCES_PER_PAGE = 100;

    /** Maximum number of sections of a full text that are listed, and of parts of one section. */
    private static final int MAX_SECTIONS = 200;

    private static final int MAX_PARTS = 50;
    private static final int MAX_AUTHORS = 50;

    /** Maximum length of a retraction notice in a list. */
    private static final int MAX_NOTICE = 500;

    /** Minimum number of backticks around a code block (CommonMark 0.31, section 4.5). */
    private static final int MIN_FENCE = 3;

    private final ArticleSource documents;
    private final FullTexts texts;
    private final MarkdownArticles markdown;
    private final ReferenceLinks links;
    private final FoundWorkTable foundWorks;
    private final ExportFormats formats;
    private final DoiRegister dois;
    private final Sql sql;

    ArticleTools(
            ArticleSource documents,
            FullTexts texts,
            MarkdownArticles markdown,
            ReferenceLinks links,
            FoundWorkTable foundWorks,
            ExportFormats formats,
            DoiRegister dois,
            Sql sql) {
        this.documents = documents;
        this.texts = texts;
        this.markdown = markdown;
        this.links = links;
        this.foundWorks = foundWorks;
        this.formats = formats;
        this.dois = dois;
        this.sql = sql;
    }

    /**
     * Returns the published article with the given DOI, id or slug.
     *
     * @throws org.offprint.kernel.faults.ProblemException 404 if it does not exist; 410 if it was withdrawn
     */
    PublishedDocument published(String id) {
        if (id.indexOf('/') < 0) {
            return documents.published(id);
        }
        try {
            return dois.published(Doi.parse(id))
                    .filter(Holder::isArticle)
                    .map(found -> documents.published(found.id().toString()))
                    .orElseThrow(() -> Problems.notFound("article", id));
        } catch (InvalidValueException e) {
            throw Problems.notFound("article", id);
        }
    }

    /** Returns the record of an article with its most important data, and the outline of its full text. */
    ToolAnswer article(ToolCall call) {
        PublishedRecord record = PublishedRecord.read(published(call.text("id")));
        UUID id = record.article().id();
        StoredText original = texts.published(id, null, "").orElse(null);
        List<String> languages = languages(record, original);
        String language = translation(call.text("language"), languages);
        if (language == null) {
            return unavailable(record, call.text("language"), languages);
        }
        Optional<StoredText> text =
                language.isEmpty() ? Optional.ofNullable(original) : texts.published(id, null, language);
        ObjectNode structured = described(record, call.baseUrl());
        structured.put("language", language.isEmpty() ? languages.get(0) : language);
        languages.forEach(structured.putArray("languages")::add);
        structured.put("title", MarkdownArticles.title(record, language));
        structured.put("abstract", MarkdownArticles.abstractText(record, language));
        ArrayNode sections = structured.putArray("sections");
        StringBuilder out = new StringBuilder(warning(record.article().retraction()));
        out.append(MarkdownArticles.write(record, "", language, call.baseUrl()));
        if (languages.size() > 1) {
            out.append("\nLanguages: ").append(String.join(", ", languages)).append('\n');
        }
        if (text.isPresent()) {
            out.append("\n## Sections of the full text\n\n");
            for (Heading heading : sections(text.get())) {
                ObjectNode section = section(heading, "", sections, out);
                ArrayNode parts = section.putArray("parts");
                heading.parts().stream().limit(MAX_PARTS).forEach(part -> section(part, "  ", parts, out));
            }
        } else {
            out.append("\nThe service has no full text of this article in ")
                    .append(original == null ? "a readable format" : "this language")
                    .append(".\n\n")
                    .append(MarkdownArticles.files(record, call.baseUrl()));
        }
        call.usage().accept(UsedItem.text(id, false));
        return ToolAnswer.of(out.toString(), structured);
    }

    /** Returns the languages of the record and of its full text, with the language of the article first. */
    private static List<String> languages(PublishedRecord record, StoredText original) {
        Set<String> languages = new LinkedHashSet<>();
        languages.add(record.body().language().value());
        record.body().translations().keySet().forEach(each -> languages.add(each.value()));
        if (original != null) {
            languages.addAll(outline(original).languages());
        }
        return List.copyOf(languages);
    }

    /**
     * Returns the language of a translation, or an empty string for the language of the article.
     *
     * @param asked requested language; null for the language of the article
     * @param languages available languages, with the language of the article first
     * @return null if the article is not available in the requested language
     */
    private static String translation(String asked, List<String> languages) {
        if (asked == null || asked.equalsIgnoreCase(languages.get(0))) {
            return "";
        }
        return languages.stream().filter(asked::equalsIgnoreCase).findFirst().orElse(null);
    }

    private static ToolAnswer unavailable(PublishedRecord record, String language, List<String> languages) {
        return ToolAnswer.failed(
                warning(record.article().retraction()) + "The article is not available in the language " + language
                        + ". Its languages are: " + String.join(", ", languages) + ".");
    }

    private static Outline outline(StoredText text) {
        return Json.read(text.outline().plain(), Outline.class);
    }

    private static List<Heading> sections(StoredText text) {
        return outline(text).contents().stream().limit(MAX_SECTIONS).toList();
    }

    private static String sectionNames(StoredText text) {
        return sections(text).stream().map(Heading::id).collect(Collectors.joining(", "));
    }

    private static ObjectNode section(Heading heading, String indent, ArrayNode sections, StringBuilder out) {
        out.append(indent)
                .append("- ")
                .append(heading.text())
                .append(" (section: ")
                .append(heading.id())
                .append(")\n");
        return sections.addObject().put("section", heading.id()).put("title", heading.text());
    }

    /** Returns the full text of an article or of one section as Markdown. */
    ToolAnswer fullText(ToolCall call) {
        String section = call.text("section");
        int offset = call.number("offset", 0);
        int most = call.number("maxCharacters", DEFAULT_CHARACTERS);
        PublishedRecord record = PublishedRecord.read(published(call.text("id")));
        StoredText original = texts.published(record.article().id(), null, "").orElse(null);
        if (original == null) {
            return ToolAnswer.failed(warning(record.article().retraction())
                    + "The service has no full text of this article in a readable format. Use get_article for the"
                    + " abstract and the files.");
        }
        List<String> languages =
                new ArrayList<>(List.of(record.body().language().value()));
        languages.addAll(outline(original).languages());
        String language = translation(call.text("language"), languages);
        if (language == null) {
            return unavailable(record, call.text("language"), languages);
        }
        // A correction published at this moment may have removed the translation.
        StoredText text = language.isEmpty()
                ? original
                : texts.published(record.article().id(), null, language).orElse(original);
        String whole =
                new String(markdown.of(record, text, language, call.baseUrl()).plain(), StandardCharsets.UTF_8);
        String selected = section == null ? whole : section(whole, section);
        if (selected == null) {
            return ToolAnswer.failed(warning(record.article().retraction()) + "The article has no section " + section
                    + ". Its sections are: " + sectionNames(text) + ".");
        }
        int from = boundary(selected, Math.min(offset, selected.length()));
        int to = boundary(selected, Math.min(selected.length(), from + most));
        String part = selected.substring(from, to);
        ObjectNode structured = described(record, call.baseUrl());
        structured.put("language", language.isEmpty() ? languages.get(0) : language);
        structured.put("totalCharacters", selected.length());
        if (to < selected.length()) {
            structured.put("nextOffset", to);
            part += more(selected.length() - to, to) + "Sections: " + sectionNames(text) + ".";
        }
        call.usage().accept(UsedItem.text(record.article().id(), true));
        return ToolAnswer.of(warning(record.article().retraction()) + part, structured);
    }

    private static String more(int characters, int offset) {
        return "\n\n" + characters + " more characters follow. Call get_full_text with offset " + offset + ". ";
    }

    /**
     * Returns an article with its full text as Markdown, with the notice of a retracted article first. A long text is
     * truncated.
     *
     * @param usage records the use of the article in the usage statistics
     * @throws org.offprint.kernel.faults.ProblemException 404 if it does not exist; 410 if it was withdrawn
     */
    String markdown(String slug, String baseUrl, Consumer<UsedItem> usage) {
        PublishedRecord record = PublishedRecord.read(documents.published(slug));
        StoredText text = texts.published(record.article().id(), null, "").orElse(null);
        usage.accept(UsedItem.text(record.article().id(), text != null));
        String whole = new String(markdown.of(record, text, "", baseUrl).plain(), StandardCharsets.UTF_8);
        int end = boundary(whole, Math.min(whole.length(), MAX_CHARACTERS));
        return warning(record.article().retraction())
                + whole.substring(0, end)
                + (end < whole.length() ? more(whole.length() - end, end).strip() : "");
    }

    /** Returns an offset that does not separate the two parts of a character. */
    private static int boundary(String text, int offset) {
        boolean isWithin = offset > 0
                && offset < text.length()
                && Character.isLowSurrogate(text.charAt(offset))
                && Character.isHighSurrogate(text.charAt(offset - 1));
        return isWithin ? offset - 1 : offset;
    }

    /**
     * Returns the section of a Markdown document that begins with an anchor, up to the next heading of the same or a
     * higher level. Returns null if no line begins with this anchor, or with a sequence of anchors that contains it.
     */
    static String section(String markdown, String id) {
        String anchor =
                "<a id=\"" + id.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;") + "\"></a>";
        int at = markdown.indexOf(anchor);
        int begin = markdown.lastIndexOf('\n', at) + 1;
        if (at < 0 || !markdown.startsWith("<a id=", begin)) {
            return null;
        }
        int level = 0;
        int fence = 0;
        int lastAnchor = -1;
        int line = begin;
        while (line < markdown.length()) {
            int end = markdown.indexOf('\n', line);
            end = end < 0 ? markdown.length() : end;
            int backticks = run(markdown, line, '`');
            if (fence == 0 && backticks >= MIN_FENCE) {
                fence = backticks;
            } else if (fence > 0 && backticks >= fence) {
                fence = 0;
            }
            int hashes = fence > 0 ? 0 : level(markdown, line);
            if (hashes > 0 && level == 0) {
                level = hashes;
            } else if (hashes > 0 && hashes <= level) {
                return markdown.substring(begin, lastAnchor < 0 ? line : lastAnchor)
                        .strip();
            }
            lastAnchor = line > begin && markdown.startsWith("<a id=", line) ? line : -1;
            line = end + 1;
        }
        return markdown.substring(begin).strip();
    }

    /** Returns the level of the heading in a line, or 0 if the line is not a heading. */
    private static int level(String markdown, int line) {
        int hashes = run(markdown, line, '#');
        return markdown.startsWith(" ", line + hashes) ? hashes : 0;
    }

    /** Returns how often a character is repeated at the start of a line. */
    private static int run(String markdown, int line, char c) {
        int end = line;
        while (end < markdown.length() && markdown.charAt(end) == c) {
            end++;
        }
        return end - line;
    }

    /** Returns the references of an article with the works to which they are linked. */
    ToolAnswer references(ToolCall call) {
        int page = call.page();
        PublishedRecord record = PublishedRecord.read(published(call.text("id")));
        UUID id = record.article().id();
        List<Reference> all = record.body().references();
        List<String> keys = Reference.keys(all);
        Map<String, ReferenceLink> linked = links.of(id, all);
        Map<String, FoundWork> found = foundWorks.of(id, all);
        ObjectNode structured = described(record, call.baseUrl());
        structured.put("total", all.size());
        ArrayNode items = structured.putArray("items");
        StringBuilder out = new StringBuilder(warning(record.article().retraction()));
        int from = Math.min(all.size(), (page - 1) * REFERENCES_PER_PAGE);
        int to = Math.min(all.size(), from + REFERENCES_PER_PAGE);
        for (int i = from; i < to; i++) {
            ReferenceLink link = linked.get(keys.get(i));
            FoundWork work = found.get(keys.get(i));
            String doi = doi(all.get(i), link, work);
            ObjectNode item = items.addObject().put("number", i + 1).put("text", MarkdownArticles.printed(all.get(i)));
            boolean isHere = link != null && link.article() != null;
            boolean isRetracted = isHere && link.isRetracted();
            item.put("doi", doi);
            item.put("article", isHere ? link.article().toString() : null);
            item.put("isRetracted", isRetracted);
            out.append(i + 1)
                    .append(". ")
                    .append(isRetracted ? "RETRACTED. " : "")
                    .append(MarkdownArticles.printed(all.get(i)))
                    .append(doi == null ? "" : " https://doi.org/" + doi)
                    .append(isHere ? " (article of this service: " + link.article() + ")" : "")
                    .append('\n');
        }
        if (to < all.size()) {
            structured.put("cursor", Integer.toString(page + 1));
            out.append("More references: cursor ").append(page + 1).append('\n');
        }
        call.usage().accept(UsedItem.text(id, false));
        return ToolAnswer.of(all.isEmpty() ? out + "The article has no references." : out.toString(), structured);
    }

    private static String doi(Reference reference, ReferenceLink link, FoundWork work) {
        if (link != null && link.doi() != null) {
            return link.doi();
        }
        if (reference.doi() != null) {
            return reference.doi().value();
        }
        return work == null ? null : work.doi().value();
    }

    /** Returns the citation of an article in a citation style, or in a format of reference managers. */
    ToolAnswer citation(ToolCall call) {
        String style = Optional.ofNullable(call.text("style")).orElse(CitationStyle.DEFAULT.name());
        String language = call.text("language");
        Optional<Format> format = formats.named(style)
                .filter(each -> List.of("bibtex", "ris", "csl").contains(each.name()));
        Optional<String> known = CitationStyles.named(style);
        if (format.isEmpty() && known.isEmpty()) {
            return ToolAnswer.failed(
                    "There is no citation style " + style + ". Use bibtex, ris, csl, or the name of a CSL"
                            + " style such as " + String.join(", ", CitationStyles.COMMON) + ".");
        }
        PublishedRecord record = PublishedRecord.read(published(call.text("id")));
        String text;
        if (format.isPresent()) {
            if (!format.get().writer().missing(record).isEmpty()) {
                return ToolAnswer.failed(warning(record.article().retraction())
                        + "The article lacks data that the format " + style + " requires.");
            }
            text = format.get().writer().write(record).replace(PublishedRecord.BASE_URL, call.baseUrl());
        } else {
            String locale = Optional.ofNullable(language)
                    .flatMap(CitationStyles::locale)
                    .orElse(CitationStyle.DEFAULT.locale());
            text = new CitationWriter(new CitationStyle(known.get(), locale)).write(record);
        }
        ObjectNode structured = described(record, call.baseUrl());
        structured.put("style", style).put("text", text.strip());
        call.usage().accept(UsedItem.text(record.article().id(), false));
        return ToolAnswer.of(warning(record.article().retraction()) + text.strip(), structured);
    }

    /** Returns the first lines of every text about a retracted article; empty if the article is not retracted. */
    static String warning(Retraction retraction) {
        return retraction == null ? "" : MarkdownArticles.notice(retraction) + "\n" + advice(retraction) + "\n\n";
    }

    private static String advice(Retraction retraction) {
        return switch (retraction.kind()) {
            case RETRACTION, REMOVAL -> "Do not cite as valid.";
            case PARTIAL_RETRACTION -> "Do not cite the retracted part as valid.";
            case EXPRESSION_OF_CONCERN -> "Mention the concern if you cite the article.";
        };
    }

    /** Returns the warning about a retracted article as the start of a list item. */
    private static String shortWarning(Retraction retraction) {
        if (retraction == null) {
            return "";
        }
        String notice = MarkdownArticles.notice(retraction);
        return (notice.length() <= MAX_NOTICE ? notice : notice.substring(0, boundary(notice, MAX_NOTICE)) + "…") + " "
                + advice(retraction) + " ";
    }

    /** Returns the members that every answer about an article has. */
    static ObjectNode described(PublishedRecord record, String baseUrl) {
        ObjectNode article = described(
                record.article().id(),
                record.doi(),
                record.article().version(),
                record.body().license(),
                record.article().retraction());
        article.put("title", record.title());
        authors(
                article,
                record.authors().stream().map(ContributorNames::displayed).toList());
        article.put("published", date(record.published()));
        article.put("journal", record.journal().title());
        return addresses(article, record.article().slug(), baseUrl);
    }

    private static ObjectNode described(
            UUID id, Doi doi, Integer version, LicenseTerms license, Retraction retraction) {
        ObjectNode article = ToolCall.object();
        article.put("id", id.toString());
        article.put("doi", doi == null ? null : doi.value());
        article.put("version", version);
        String name = license == null ? null : license.name();
        article.put(
                "license",
                name != null || license == null || license.url() == null
                        ? name
                        : license.url().value());
        article.set("retraction", retraction == null ? article.nullNode() : Json.tree(retraction));
        return article;
    }

    /** Adds the first authors, and the number of all authors if not all are added. */
    private static void authors(ObjectNode article, List<String> names) {
        names.stream().limit(MAX_AUTHORS).forEach(article.putArray("authors")::add);
        if (names.size() > MAX_AUTHORS) {
            article.put("authorCount", names.size());
        }
    }

    private static ObjectNode addresses(ObjectNode article, String slug, String baseUrl) {
        return article.put("url", baseUrl + "/articles/" + slug).put("markdown", baseUrl + "/articles/" + slug + ".md");
    }

    private static String date(PartialDate date) {
        return date == null ? null : date.value();
    }

    /** Returns the newest versions of published articles, keyed by id. */
    private Map<UUID, Integer> versions(Collection<UUID> ids) {
        Map<UUID, Integer> versions = new HashMap<>();
        if (!ids.isEmpty()) {
            sql.list(
                    "select article, version from published_article where article = any(?) and not withdrawn",
                    row -> versions.put(Sql.uuid(row, "article"), row.getInt("version")),
                    ids);
        }
        return versions;
    }

    /**
     * Adds articles to a list in both forms of an answer. Articles that were withdrawn since the search are omitted.
     *
     * @param snippets matching excerpts, keyed by article id
     */
    void list(
            List<ArticleSummary> articles,
            Map<UUID, String> snippets,
            String baseUrl,
            ObjectNode structured,
            StringBuilder out) {
        Map<UUID, Integer> versions =
                versions(articles.stream().map(ArticleSummary::id).toList());
        ArrayNode items = structured.putArray("items");
        for (ArticleSummary article : articles) {
            if (!versions.containsKey(article.id())) {
                continue;
            }
            ObjectNode item = described(
                    article.id(), article.doi(), versions.get(article.id()), article.license(), article.retraction());
            List<String> authors = new ArrayList<>();
            article.contributors().stream()
                    .filter(each -> each.role() == ContributorRole.AUTHOR)
                    .forEach(each -> authors.add(
                            each.name() == null
                                    ? ContributorNames.displayed(each.given(), each.family(), each.suffix())
                                    : each.name()));
            String published =
                    article.dates() == null ? null : date(article.dates().published());
            item.put("title", article.title());
            authors(item, authors);
            item.put("published", published);
            item.put("journal", article.journal().title());
            item.put("snippet", snippets.get(article.id()));
            items.add(addresses(item, article.slug(), baseUrl));
            out.append("- ")
                    .append(shortWarning(article.retraction()))
                    .append(article.title())
                    .append(". ")
                    .append(authors.size() > 3 ? authors.get(0) + " et al." : String.join(", ", authors))
                    .append(published == null ? "" : " (" + published + ")")
                    .append(". ")
                    .append(article.journal().title())
                    .append(
                            article.doi() == null
                                    ? ""
                                    : ". https://doi.org/" + article.doi().value())
                    .append(" (id: ")
                    .append(article.id())
                    .append(", version ")
                    .append(versions.get(article.id()))
                    .append(
                            item.path("license").isNull()
                                    ? ""
                                    : ", " + item.path("license").textValue())
                    .append(")\n");
            if (snippets.containsKey(article.id())) {
                out.append("  ").append(snippets.get(article.id())).append('\n');
            }
        }
    }
}
