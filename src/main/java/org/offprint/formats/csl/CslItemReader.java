package org.offprint.formats.csl;

import static org.offprint.formats.draft.JsonSource.objects;
import static org.offprint.formats.draft.JsonSource.take;
import static org.offprint.formats.draft.JsonSource.takeFirst;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.CitedArticleReader;
import org.offprint.formats.draft.DatesDraft;
import org.offprint.formats.draft.DatesDraft.Event;
import org.offprint.formats.draft.JsonSource;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.text.InlineMarkup;
import org.offprint.formats.text.SourceName;
import org.offprint.formats.text.SourceText;
import org.offprint.formats.text.TextWithoutTags;
import org.offprint.kernel.identifiers.Orcid;
import org.offprint.kernel.text.Table;

/**
 * Reads one CSL item. Members that cannot be imported are reported as unmapped. The item id is not imported, because it
 * is unique only within the file.
 */
final class CslItemReader {

    /** Maximum length of a title that is searched for HTML markup, in characters. */
    private static final int MAX_TITLE_LENGTH = 20_000;

    /** Members of a CSL item in which markup is interpreted. */
    private static final Set<String> MARKED = Set.of("title", "abstract");

    private static final Pattern NUMBER = Pattern.compile("(?i)(pmid|pmcid): ?((?:PMC)?\\d{1,9})");

    private static final Map<String, String> TYPES = Table.map("article-types-read.tsv", "csl");

    private static final Map<String, String> ROLES = Table.map("contributor-roles-read.tsv", "csl");

    private final ObjectNode item;
    private final ArticleDraft draft = new ArticleDraft();
    private final CitedArticleReader article = new CitedArticleReader(draft);

    CslItemReader(ObjectNode item) {
        this.item = item;
        TextWithoutTags.within(item, MARKED);
    }

    ImportRecord read(long line) {
        type();
        article.language(take(item, "language"), "language");
        draft.texts().title(titleHtml(takeFirst(item, "title")), "title");
        draft.runningHead(first(take(item, "title-short"), take(item, "shortTitle")), "title-short");
        draft.texts().plainOrHtmlSummary(take(item, "abstract"), "abstract");
        people();
        dates();
        article.journal(
                takeFirst(item, "container-title"),
                first(takeFirst(item, "container-title-short"), take(item, "journalAbbreviation")),
                take(item, "publisher"),
                take(item, "publisher-place"));
        List<String> issns = JsonSource.takeAll(item, "ISSN");
        article.issns(issns.isEmpty() ? null : String.join(" ", issns), "ISSN");
        article.issue(take(item, "volume"), take(item, "issue"));
        article.pages(take(item, "page"));
        draft.articleNumber(take(item, "number"));
        draft.section(take(item, "section"));
        article.doiAndLink(take(item, "DOI"), take(item, "URL"), "URL");
        draft.identifier("pmid", take(item, "PMID"));
        draft.identifier("pmcid", take(item, "PMCID"));
        JsonSource.takeAll(item, "ISBN").forEach(isbn -> draft.identifier("isbn", isbn));
        note();
        article.keywords(take(item, "keyword"));
        JsonSource.takeAll(item, "categories").forEach(category -> draft.subject(null, null, category));
        JsonSource.leftovers(item, Set.of("id", "citation-key", "citation-label"), draft);
        return draft.record(line);
    }

    private void type() {
        String said = take(item, "type");
        String type = TYPES.get(String.valueOf(said));
        if (type == null) {
            draft.unplaced("type", said);
        }
        boolean isPaper = "paper-conference".equals(said);
        draft.type(type == null ? (isPaper ? "research-article" : "other") : type);
    }

    /**
     * Converts the title of a CSL item to HTML. Titles may contain simple HTML, including a style for small capitals.
     * Any other text in angle brackets is preserved as plain text.
     */
    private static String titleHtml(String text) {
        if (text == null) {
            return null;
        }
        if (text.length() > MAX_TITLE_LENGTH) {
            return SourceText.html(text);
        }
        return InlineMarkup.html(text)
                .replaceAll("&lt;span style=\"font-variant:\\s*small-caps;?\"&gt;(.*?)&lt;/span&gt;", "<sc>$1</sc>")
                .replaceAll("&lt;span class=\"nocase\"&gt;(.*?)&lt;/span&gt;", "$1");
    }

    /**
     * Reads PubMed identifiers from the note of a CSL item. Reference managers without fields for these identifiers
     * write each one on a separate line of the note.
     */
    private void note() {
        List<String> rest = new ArrayList<>();
        for (String line : item.path("note").asText("").split("\n")) {
            Matcher number = NUMBER.matcher(line.strip());
            if (number.matches()) {
                draft.identifier(number.group(1), number.group(2));
            } else {
                rest.add(line);
            }
        }
        if (item.path("note").isTextual()) {
            item.put("note", String.join("\n", rest));
        }
    }

    private void people() {
        for (String list :
                List.of("author", "editor", "collection-editor", "translator", "illustrator", "contributor")) {
            for (ObjectNode name : objects(item, list)) {
                String literal = take(name, "literal");
                if (literal != null) {
                    article.people().organization(ROLES.get(list), literal);
                    continue;
                }
                String particle =
                        SourceName.withParticles(take(name, "dropping-particle"), take(name, "non-dropping-particle"));
                String family = take(name, "family");
                int before = draft.contributors().size();
                article.people()
                        .person(
                                ROLES.get(list),
                                family == null ? null : SourceName.withParticles(particle, family),
                                take(name, "given"),
                                take(name, "suffix"));
                if (draft.contributors().size() > before) {
                    Orcid orcid = draft.parsed(take(name, "ORCID"), Orcid::parse, list + "/ORCID");
                    draft.contributors().get(before).orcid(orcid);
                }
                name.remove(List.of("comma-suffix", "static-ordering", "parse-names", "isInstitution"));
            }
        }
    }

    private void dates() {
        DatesDraft dates = draft.dates();
        dates.published(date("issued"));
        dates.set(Event.RECEIVED, date("submitted"));
    }

    private String date(String member) {
        if (!(item.path(member) instanceof ObjectNode said)) {
            return article.date(take(item, member), member);
        }
        StringBuilder date = new StringBuilder();
        for (JsonNode part : said.path("date-parts").path(0)) {
            date.append(date.isEmpty() ? "" : "-").append(part.asText());
        }
        if (said.path("date-parts").size() < 2) {
            said.remove("date-parts");
        }
        String words = first(take(said, "raw"), take(said, "literal"));
        return article.date(date.isEmpty() ? words : date.toString(), member);
    }

    private static String first(String one, String other) {
        return one == null ? other : one;
    }
}
