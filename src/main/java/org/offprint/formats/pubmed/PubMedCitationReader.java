package org.offprint.formats.pubmed;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.CitedArticleReader;
import org.offprint.formats.draft.FundingDraft;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.xml.UnplacedContent;
import org.offprint.formats.xml.XmlElement;

/** Reads one record in PubMed's own XML format (PubMed DTD, efetch). Data about PubMed's own record is omitted. */
final class PubMedCitationReader {

    private static final List<String> OF_THE_RECORD =
            List.of("DateCompleted", "DateCreated", "DateRevised", "PublicationStatus");

    /** PubMed elements that are reported as a single unmapped value, including their content. */
    private static final Set<String> REPORTED_WHOLE = Set.of(
            "Author",
            "Investigator",
            "Chemical",
            "DataBank",
            "Grant",
            "Object",
            "OtherAbstract",
            "PersonalNameSubject");

    private static final MedlineDates.DateFields PLACES = new MedlineDates.DateFields(
            "MedlineCitation/Article/Journal/JournalIssue/PubDate",
            "MedlineCitation/Article/ArticleDate",
            "PubmedData/History/PubMedPubDate");

    private static final Pattern PMC_NUMBER = Pattern.compile("PMC\\d{1,10}");

    private final XmlElement citation;
    private final XmlElement articleElement;
    private final XmlElement data;
    private final ArticleDraft draft = new ArticleDraft();
    private final CitedArticleReader article = new CitedArticleReader(draft);

    PubMedCitationReader(XmlElement citation, XmlElement data) {
        this.citation = citation;
        this.articleElement = citation.at("Article");
        this.data = data;
    }

    /**
     * Reads one PubMed record.
     *
     * @param record complete record; elements that cannot be imported are reported as unmapped
     */
    ImportRecord read(XmlElement record) {
        MedlineTypes.place(
                articleElement.at("PublicationTypeList").takeAll("PublicationType"), draft, "PublicationType");
        PubMedTexts words = new PubMedTexts(draft);
        words.read(articleElement);
        words.otherAbstracts(citation.elements("OtherAbstract"));
        words.keywords(citation.elements("KeywordList"));
        words.statement(citation.at("CoiStatement"));
        people();
        journal();
        pages();
        draft.identifier("pmid", citation.at("PMID").take());
        identifiers();
        subjects();
        articleElement.at("GrantList").elements("Grant").forEach(this::grant);
        List<XmlElement> references = data.descendants("Reference");
        for (XmlElement list : data.elements("ReferenceList")) {
            XmlElement heading = list.at("Title");
            if (String.valueOf(heading.text()).toLowerCase(Locale.ROOT).matches("references?|bibliography")) {
                heading.markPlaced();
            }
        }
        PubMedLinks links = new PubMedLinks(draft);
        links.references(references);
        links.corrections(
                citation.at("CommentsCorrectionsList").elements("CommentsCorrections"), !references.isEmpty());
        OF_THE_RECORD.forEach(name -> {
            citation.at(name).markPlaced();
            data.at(name).markPlaced();
        });
        new UnplacedContent(REPORTED_WHOLE, draft::unplaced).of(record);
        return draft.record(record.line());
    }

    private void people() {
        PubMedContributors contributors = new PubMedContributors(draft);
        contributors.read(articleElement.at("AuthorList").elements("Author"), "author");
        XmlElement ofFirst = articleElement.at("Affiliation");
        if (ofFirst.text() != null && !draft.contributors().isEmpty()) {
            // Until 2013, PubMed records contain the affiliation of the first author outside the author elements.
            draft.contributors().get(0).affiliation(ofFirst.take());
        }
        contributors.read(citation.at("InvestigatorList").elements("Investigator"), "collaborator");
    }

    private void journal() {
        XmlElement journal = articleElement.at("Journal");
        XmlElement info = citation.at("MedlineJournalInfo");
        XmlElement medline = info.at("MedlineTA");
        String iso = journal.at("ISOAbbreviation").take();
        article.journal(
                journal.at("Title").take(),
                iso == null ? medline.text() : iso,
                null,
                info.at("Country").take());
        draft.journal().identifier("nlm-ta", medline.take());
        draft.journal().identifier("nlm-journal-id", info.at("NlmUniqueID").take());
        MedlineIdentifiers identifiers = new MedlineIdentifiers(draft);
        for (XmlElement issn : journal.elements("ISSN")) {
            if (issn.text() != null) {
                identifiers.issn(issn.take() + " (" + issn.attribute("IssnType") + ")", issn.path());
            }
        }
        XmlElement linking = info.at("ISSNLinking");
        if (linking.text() != null) {
            identifiers.issn(linking.take() + " (Linking)", linking.path());
        }
        XmlElement issue = journal.at("JournalIssue");
        String ofIssue = PubMedDates.ofIssue(issue.at("PubDate"));
        MedlineDates dates = new MedlineDates(draft, PLACES);
        dates.published(ofIssue, PubMedDates.online(articleElement.at("ArticleDate")));
        data.at("History").elements("PubMedPubDate").forEach(date -> dates.event(PubMedDates.event(date)));
        article.issue(issue.at("Volume").take(), issue.at("Issue").take());
        if (ofIssue != null
                && ofIssue.matches("(?s)\\d{4}\\b.*")
                && draft.issue().hasYear()) {
            draft.issue().yearOf(ofIssue);
        }
    }

    private void pages() {
        XmlElement pages = articleElement.at("Pagination");
        String range = pages.at("MedlinePgn").take();
        XmlElement first = pages.at("StartPage").markPlaced();
        XmlElement last = pages.at("EndPage").markPlaced();
        if (range == null) {
            draft.pages(first.text(), last.text());
        } else {
            article.pages(MedlineRecordReader.range(range));
        }
    }

    private void identifiers() {
        MedlineIdentifiers identifiers = new MedlineIdentifiers(draft);
        for (XmlElement id : articleElement.elements("ELocationID")) {
            if (id.text() != null) {
                identifiers.id(id.path(), id.take() + " [" + id.attribute("EIdType") + "]");
            }
        }
        identifiers.ids(data.at("ArticleIdList"));
        for (XmlElement id : citation.elements("OtherID")) {
            if (id.text() != null && PMC_NUMBER.matcher(id.text()).matches()) {
                draft.identifier("pmcid", id.take());
            }
        }
    }

    /**
     * Reads MeSH headings with their qualifiers, in MEDLINE notation. An asterisk marks the main topics of the article.
     */
    private void subjects() {
        for (XmlElement heading : citation.at("MeshHeadingList").elements("MeshHeading")) {
            XmlElement name = heading.at("DescriptorName");
            StringBuilder label = new StringBuilder(marked(name));
            for (XmlElement qualifier : heading.elements("QualifierName")) {
                label.append('/').append(marked(qualifier));
            }
            draft.subject("mesh", name.attribute("UI"), label.toString());
            heading.markPlaced();
        }
        for (XmlElement name : citation.at("SupplMeshList").elements("SupplMeshName")) {
            draft.subject("mesh", name.attribute("UI"), name.take());
        }
    }

    private static String marked(XmlElement name) {
        String text = name.text() == null ? "" : name.text();
        return "Y".equals(name.attribute("MajorTopicYN")) ? "*" + text : text;
    }

    private void grant(XmlElement grant) {
        String funder = grant.at("Agency").take();
        String number = grant.at("GrantID").take();
        if (funder == null) {
            draft.unplaced(grant.path(), number);
            return;
        }
        FundingDraft funding = new FundingDraft(draft);
        funding.funder(funder);
        if (number != null) {
            funding.award(number);
        }
        draft.funding(funding);
        // The acronym is omitted, because it repeats the funder's name. The country is reported as unmapped, because
        // PubMed specifies only its name.
        draft.unplaced(grant.at("Country").path(), grant.at("Country").text());
        grant.markPlaced();
    }
}
