package org.offprint.formats.ojs;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.CitedArticleReader;
import org.offprint.formats.draft.DatesDraft;
import org.offprint.formats.draft.DatesDraft.Event;
import org.offprint.formats.draft.IssueDraft;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.xml.UnplacedContent;
import org.offprint.formats.xml.XmlElement;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.PartialDate;

/** Reads the current publication of an OJS article. All other publications of the article are reported as unmapped. */
final class OjsArticleReader {

    private static final Set<String> REPORTED_WHOLE =
            Set.of("submission_file", "author", "article_galley", "covers", "cover", "artwork_file");

    private final XmlElement article;
    private final OjsIssueReader issue;
    private final OjsNumbers numbers;
    private final XmlElement publication;
    private final String locale;
    private final ArticleDraft draft = new ArticleDraft();

    /**
     * Creates a reader for one OJS article.
     *
     * @param numbers OJS article numbers that were read earlier from the same file
     */
    OjsArticleReader(XmlElement article, OjsIssueReader issue, OjsNumbers numbers) {
        this.article = article;
        this.issue = issue;
        this.numbers = numbers;
        this.publication = current(article);
        String own = publication.attribute("locale");
        this.locale = own == null ? article.attribute("locale") : own;
    }

    /**
     * Returns the publication that an OJS article declares as current, otherwise the newest publication. Before OJS
     * 3.2, articles have no publications, so the article element is returned.
     */
    private static XmlElement current(XmlElement article) {
        List<XmlElement> all = article.elements("publication");
        String named = article.attribute("current_publication_id");
        return all.stream()
                .filter(each -> each.elements("id").stream()
                        .anyMatch(id -> String.valueOf(id.text()).equals(named)))
                .findFirst()
                .or(() -> all.stream().max(Comparator.comparing(OjsArticleReader::version)))
                .orElse(article);
    }

    /**
     * Returns the version of an OJS publication as a comparable number. The version is one number up to OJS 3.5, and
     * two numbers in later releases.
     */
    private static int version(XmlElement publication) {
        String whole = publication.attribute("version");
        return whole == null
                ? number(publication.attribute("version_major")) * 1_000
                        + number(publication.attribute("version_minor"))
                : number(whole) * 1_000;
    }

    private static int number(String said) {
        return said != null && said.matches("\\d{1,5}") ? Integer.parseInt(said) : 0;
    }

    ImportRecord read() {
        draft.type("research-article");
        String language = OjsTexts.language(locale, draft, "article/@locale");
        draft.language(language == null ? "en" : language);
        OjsContent.read(publication, locale, draft);
        ids();
        dates();
        placement();
        new CitedArticleReader(draft).pages(publication.at("pages").take());
        OjsAuthors.read(publication, locale, draft);
        new OjsFiles(article, publication, draft).read();
        versions();
        new UnplacedContent(REPORTED_WHOLE, draft::unplaced).of(article);
        ImportRecord record = draft.record(article.line());
        int position = number(publication.attribute("seq"));
        if (position > 0 && draft.hasIssue()) {
            draft.position(position);
        }
        if (!isPublished()) {
            // An article that is queued, scheduled or declined in OJS stays unpublished, even if the import requests
            // publication.
            draft.excludeFromPublication();
        }
        return record;
    }

    private void ids() {
        for (XmlElement around : publication == article ? List.of(article) : List.of(article, publication)) {
            for (XmlElement id : around.elements("id")) {
                String type = String.valueOf(id.attribute("type"));
                if (type.equals("doi")) {
                    draft.doi(draft.parsed(id.take(), Doi::parse, id.path()));
                } else if (!type.equals("internal")) {
                    draft.identifier(type.equals("public") ? "publisher-id" : type, id.take());
                } else if (around == article) {
                    number(id);
                } else {
                    id.markPlaced();
                }
            }
        }
    }

    /**
     * Sets the number of the article in its OJS installation. Some programs write the same number for all articles, so
     * repeated numbers are reported as unmapped.
     */
    private void number(XmlElement id) {
        String number = id.take();
        if (number == null
                || numbers.belongsTo(number, Objects.toString(draft.texts().plainTitle(), ""))) {
            draft.identifier("ojs", number);
        } else {
            draft.unplaced(id.path(), number + " is also the number of another article in this file.");
        }
    }

    private void dates() {
        DatesDraft dates = draft.dates();
        dates.set(Event.RECEIVED, day(article.attribute("date_submitted"), "date_submitted"));
        String published = publication.attribute("date_published");
        dates.published(day(published == null ? article.attribute("date_published") : published, "date_published"));
        if (!isPublished()) {
            draft.unplaced(
                    publication.path("status"),
                    publication.attribute("status") + " (not published, so the article stays a draft)");
        }
    }

    private boolean isPublished() {
        String status = publication.attribute("status");
        return status == null || status.equals("3");
    }

    private String day(String said, String where) {
        return draft.value(
                said != null && said.length() > 10 ? said.substring(0, 10) : said, PartialDate::parse, where);
    }

    private void placement() {
        XmlElement own = publication.at("issue_identification");
        IssueDraft into = draft.issue();
        if (!own.isNone()) {
            OjsIssueReader.identification(own, into, draft);
        } else if (issue != null) {
            into.copyKey(issue.issue());
        }
        draft.unplaced(publication.path("url_path"), publication.attribute("url_path"));
        String ref = publication.attribute("section_ref");
        if (ref != null) {
            draft.section(issue == null ? ref : issue.section(ref));
        }
    }

    private void versions() {
        for (XmlElement other : article.elements("publication")) {
            if (other != publication) {
                draft.unplaced(
                        other.path(),
                        "version "
                                + (other.attribute("version") == null
                                        ? other.attribute("version_major") + "." + other.attribute("version_minor")
                                        : other.attribute("version"))
                                + ": "
                                + other.at("title").text());
                other.markPlaced();
            }
        }
    }
}
