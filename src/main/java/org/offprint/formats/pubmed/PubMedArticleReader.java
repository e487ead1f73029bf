package org.offprint.formats.pubmed;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.CitedArticleReader;
import org.offprint.formats.draft.DatesDraft.Event;
import org.offprint.formats.draft.FundingDraft;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.xml.UnplacedContent;
import org.offprint.formats.xml.XmlElement;
import org.offprint.kernel.identifiers.Doi;

/** Reads one article in the XML format that publishers send to PubMed (PubMed DTD 2.6). */
final class PubMedArticleReader {

    private static final Set<String> REPORTED_WHOLE = Set.of("Author", "Object", "OtherAbstract", "PubDate");

    /** Relation types of a notice to its article, keyed by the type of the PubMed {@code Object} element. */
    private static final Map<String, String> NOTICES = Map.of(
            "Erratum", "isCorrectionOf",
            "Retraction", "isRetractionOf",
            "ExpressionOfConcern", "isExpressionOfConcernOf",
            "Comment", "isCommentOn");

    private final XmlElement element;
    private final ArticleDraft draft = new ArticleDraft();
    private final CitedArticleReader article = new CitedArticleReader(draft);

    PubMedArticleReader(XmlElement said) {
        this.element = said;
    }

    ImportRecord read() {
        List<String> types = element.takeAll("PublicationType");
        MedlineTypes.place(types.isEmpty() ? List.of("Journal Article") : types, draft, "PublicationType");
        PubMedTexts words = new PubMedTexts(draft);
        words.read(element);
        words.otherAbstracts(element.elements("OtherAbstract"));
        words.statement(element.at("CoiStatement"));
        new PubMedContributors(draft).read(element.at("AuthorList").elements("Author"), "author");
        journal();
        identifiers();
        element.at("ObjectList").elements("Object").forEach(this::object);
        new UnplacedContent(REPORTED_WHOLE, draft::unplaced).of(element);
        return draft.record(element.line());
    }

    private void journal() {
        XmlElement journal = element.at("Journal");
        article.journal(
                journal.at("JournalTitle").take(),
                null,
                journal.at("PublisherName").take(),
                null);
        article.issns(journal.at("Issn").take(), "Journal/Issn");
        XmlElement published = journal.at("PubDate");
        draft.dates().published(date(published));
        for (XmlElement date : element.at("History").elements("PubDate")) {
            Event event = Event.named(String.valueOf(date.attribute("PubStatus")));
            if (event != null && event != Event.PUBLISHED && !draft.dates().has(event)) {
                draft.dates().set(event, date(date));
            }
        }
        article.issue(journal.at("Volume").take(), journal.at("Issue").take());
        draft.pages(element.at("FirstPage").take(), () -> element.at("LastPage").take());
    }

    private String date(XmlElement date) {
        String words = PubMedDates.ofIssue(date);
        return article.date(words, date.path());
    }

    private void identifiers() {
        MedlineIdentifiers identifiers = new MedlineIdentifiers(draft);
        for (XmlElement id : element.elements("ELocationID")) {
            boolean isDoi = "doi".equals(id.attribute("EIdType"));
            if (id.text() != null) {
                identifiers.id(id.path(), isDoi ? id.take() + " [doi]" : id.take());
            }
        }
        identifiers.ids(element.at("ArticleIdList"));
    }

    private void object(XmlElement object) {
        String type = String.valueOf(object.attribute("Type"));
        switch (type) {
            case "keyword" -> {
                String keyword = parameter(object, "value");
                if (keyword != null) {
                    article.keyword(keyword);
                    object.markPlaced();
                }
            }
            case "grant" -> grant(object);
            default -> {
                boolean isDoi = NOTICES.containsKey(type) && "doi".equals(parameter(object, "type"));
                Doi other = isDoi ? draft.parsed(parameter(object, "id"), Doi::parse, object.path()) : null;
                if (other != null) {
                    draft.relation(NOTICES.get(type), other, null);
                    object.markPlaced();
                }
            }
        }
    }

    private void grant(XmlElement object) {
        String funder = parameter(object, "grantor");
        String award = parameter(object, "id");
        if (funder != null) {
            FundingDraft funding = new FundingDraft(draft);
            funding.funder(funder);
            if (award != null) {
                funding.award(award);
            }
            draft.funding(funding);
            object.markPlaced();
        }
    }

    private static String parameter(XmlElement object, String name) {
        for (XmlElement parameter : object.elements("Param")) {
            if (name.equals(parameter.attribute("Name"))) {
                return parameter.text();
            }
        }
        return null;
    }
}
