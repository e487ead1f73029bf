package org.offprint.formats.pubmed;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.ReferenceDraft;
import org.offprint.formats.xml.XmlElement;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.text.Table;

/** Reads the comments, corrections and references of a PubMed record. */
final class PubMedLinks {

    /** Relation types, keyed by PubMed comment or correction type in lower case. */
    private static final Map<String, String> RELATIONS = Table.map("relations-read.tsv", "pubmed");

    /** Pattern of a DOI within a citation text, for example {@code doi: 10.5555/mud.30.11.} */
    private static final Pattern DOI = Pattern.compile("(?i)\\bdoi:\\s{0,3}(10\\.\\d{4,9}/\\S{1,500})");

    private static final Pattern PUBMED_NUMBER = Pattern.compile("[1-9]\\d{0,9}");

    private final ArticleDraft draft;
    private int number;

    PubMedLinks(ArticleDraft draft) {
        this.draft = draft;
    }

    /**
     * Reads the comments and corrections of a PubMed record. A relation requires a DOI, which some entries contain in
     * their citation text. Entries without a DOI are reported as unmapped. Entries for cited works are imported as
     * references if the record has no reference list.
     */
    void corrections(List<XmlElement> all, boolean hasReferences) {
        for (XmlElement said : all) {
            String type = String.valueOf(said.attribute("RefType")).toLowerCase(Locale.ROOT);
            String words = said.at("RefSource").text();
            if (type.equals("cites") && !hasReferences) {
                ReferenceDraft reference = next();
                reference.text(words);
                pmid(said.at("PMID"), reference);
                draft.reference(reference);
                said.markPlaced();
                continue;
            }
            Matcher doi = DOI.matcher(words == null ? "" : words);
            String relation = RELATIONS.get(type);
            Doi other = relation != null && doi.find()
                    ? draft.parsed(doi.group(1).replaceFirst("[.;,]{1,9}$", ""), Doi::parse, said.path())
                    : null;
            if (other != null) {
                draft.relation(relation, other, null);
                said.markPlaced();
            } else {
                draft.unplaced(said.path(), said.attribute("RefType") + ": " + said.text());
                said.markPlaced();
            }
        }
    }

    void references(List<XmlElement> all) {
        for (XmlElement said : all) {
            ReferenceDraft reference = next();
            reference.text(said.at("Citation").take());
            for (XmlElement id : said.at("ArticleIdList").elements("ArticleId")) {
                String type = String.valueOf(id.attribute("IdType"));
                if (type.equals("pubmed") && reference.pmid() == null) {
                    pmid(id, reference);
                } else if (type.equals("doi") && reference.doi() == null) {
                    reference.doi(draft.parsed(id.take(), Doi::parse, id.path()));
                }
            }
            draft.reference(reference);
        }
    }

    private ReferenceDraft next() {
        number++;
        return new ReferenceDraft(draft, "ref" + number);
    }

    private static void pmid(XmlElement id, ReferenceDraft reference) {
        if (id.text() != null && PUBMED_NUMBER.matcher(id.text()).matches()) {
            reference.pmid(id.take());
        }
    }
}
