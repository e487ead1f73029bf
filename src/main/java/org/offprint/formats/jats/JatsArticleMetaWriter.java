package org.offprint.formats.jats;

import java.util.List;
import org.offprint.formats.jats.contributors.JatsContributorsWriter;
import org.offprint.formats.jats.metadata.JatsFundingWriter;
import org.offprint.formats.jats.metadata.JatsHistoryWriter;
import org.offprint.formats.jats.metadata.JatsPermissionsWriter;
import org.offprint.formats.jats.metadata.JatsRelatedArticlesWriter;
import org.offprint.formats.jats.references.JatsReferencesWriter;
import org.offprint.formats.jats.texts.JatsTextsWriter;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.kernel.record.ArticleBody.Subject;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.kernel.record.ArticleVersion;
import org.offprint.kernel.record.FileRole;

/** Writes the {@code article-meta} element with its children in the order that JATS requires. */
final class JatsArticleMetaWriter {

    /** Identifier types that JATS lists for {@code pub-id-type}. Any other type is written as {@code custom-type}. */
    private static final List<String> KNOWN_IDENTIFIERS = List.of(
            "accession",
            "archive",
            "ark",
            "arxiv",
            "coden",
            "doaj",
            "handle",
            "index",
            "isbn",
            "manuscript",
            "medline",
            "mr",
            "pii",
            "pmcid",
            "pmid",
            "publisher-id",
            "sici",
            "zbl");

    private final XmlWriter xml;
    private final PublishedRecord record;
    private final ArticleBody body;

    private JatsArticleMetaWriter(XmlWriter xml, PublishedRecord record) {
        this.xml = xml;
        this.record = record;
        this.body = record.body();
    }

    static void write(XmlWriter xml, PublishedRecord record) {
        new JatsArticleMetaWriter(xml, record).write();
    }

    private void write() {
        JatsTextsWriter texts = new JatsTextsWriter(xml, record);
        JatsHistoryWriter history = new JatsHistoryWriter(xml, record);
        xml.open("article-meta");
        identifiers();
        version();
        categories();
        texts.titles();
        JatsContributorsWriter.write(xml, record);
        history.published();
        issue();
        pages();
        supplements();
        history.submissionHistory();
        history.events();
        JatsPermissionsWriter.write(xml, record);
        selfLinks();
        JatsRelatedArticlesWriter.write(xml, record);
        texts.abstracts();
        texts.keywords();
        JatsFundingWriter.write(
                xml,
                body.funding(),
                body.statements() == null ? null : body.statements().funding());
        xml.close();
    }

    private void identifiers() {
        // The id that Offprint assigned to the article is written in addition to the publisher's ids.
        xml.element("article-id", record.article().id().toString(), "pub-id-type", "custom", "custom-type", "offprint");
        xml.element("article-id", record.doi() == null ? null : record.doi().value(), "pub-id-type", "doi");
        for (ArticleBody.Identifier identifier : body.identifiers()) {
            boolean isKnown = KNOWN_IDENTIFIERS.contains(identifier.type());
            xml.element(
                    "article-id",
                    identifier.value(),
                    "pub-id-type",
                    isKnown ? identifier.type() : "custom",
                    "custom-type",
                    isKnown ? null : identifier.type());
        }
    }

    /**
     * Writes the article version. If the version of a published article is not stated, the article is the version of
     * record (NISO RP-8-2008).
     */
    private void version() {
        Integer number = record.article().version();
        ArticleVersion version =
                body.articleVersion() == null ? ArticleVersion.VERSION_OF_RECORD : body.articleVersion();
        xml.element(
                "article-version",
                version.title(),
                "article-version-type",
                Vocabulary.termOf(version),
                "designator",
                number == null ? null : number.toString(),
                "vocab",
                "JAV",
                "vocab-identifier",
                "http://www.niso.org/publications/rp/RP-8-2008.pdf",
                "vocab-term",
                version.title());
    }

    private void categories() {
        xml.open("article-categories");
        String heading = record.article().section() == null
                ? Vocabulary.termOf(body.type()).replace('-', ' ')
                : record.article().section().title();
        xml.open("subj-group", "subj-group-type", "heading")
                .element("subject", heading)
                .close();
        body.translations().forEach((language, translation) -> {
            if (translation.section() != null) {
                xml.open("subj-group", "subj-group-type", "heading", "xml:lang", language.value())
                        .element("subject", translation.section())
                        .close();
            }
        });
        for (Subject subject : body.subjects()) {
            xml.open("subj-group", "subj-group-type", "subject", "vocab", subject.scheme())
                    .element("subject", subject.label(), "vocab-term-identifier", subject.code())
                    .close();
        }
        xml.close();
    }

    private void issue() {
        xml.element("volume", record.issue().volume());
        xml.element("issue", record.issue().number());
        xml.element(
                "issue-id",
                record.issue().doi() == null ? null : record.issue().doi().value(),
                "pub-id-type",
                "doi");
        xml.element("issue-title", record.issue().title());
    }

    /**
     * Writes the article number or the page numbers. JATS allows only one of them, and the article number takes
     * precedence.
     */
    private void pages() {
        if (body.articleNumber() != null) {
            xml.element("elocation-id", body.articleNumber());
        } else if (body.pages() != null) {
            xml.element("fpage", body.pages().first());
            xml.element("lpage", body.pages().last());
            xml.element(
                    "page-range",
                    JatsReferencesWriter.abbreviatedRange(
                            body.pages().first(), body.pages().last()));
        }
    }

    private void supplements() {
        int number = 0;
        for (ArticleFile file : body.files()) {
            if (file.role() == FileRole.SUPPLEMENT || file.role() == FileRole.DATA) {
                number++;
                String[] type = file.mediaType() == null
                        ? new String[] {null, null}
                        : file.mediaType().split("/");
                xml.open(
                        "supplementary-material",
                        "id",
                        "supplement" + number,
                        "mimetype",
                        type[0],
                        "mime-subtype",
                        type[1],
                        "content-type",
                        file.role() == FileRole.DATA ? "data" : null,
                        "xlink:href",
                        record.escapedUrl(file));
                xml.element("label", file.label());
                xml.close();
            }
        }
    }

    private void selfLinks() {
        // JATS4R requires a title for each self-uri link.
        xml.empty(
                "self-uri",
                "specific-use",
                "landing-page",
                "xlink:href",
                record.landingPage(),
                "xlink:title",
                "The article at its publisher");
        for (ArticleFile file : record.fullTexts()) {
            String[] attributes = {
                "content-type",
                file.mediaType() == null ? "fulltext" : file.mediaType(),
                "hreflang",
                file.language() == null ? null : file.language().value(),
                "xlink:href",
                record.escapedUrl(file),
                "xlink:title",
                "Full text"
            };
            if (file.label() == null || file.label().isBlank()) {
                xml.empty("self-uri", attributes);
            } else {
                xml.element("self-uri", file.label(), attributes);
            }
        }
    }
}
