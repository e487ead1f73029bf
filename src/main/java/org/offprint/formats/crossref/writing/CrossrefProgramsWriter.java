package org.offprint.formats.crossref.writing;

import java.util.List;
import java.util.Map;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.writing.RelatedWork;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.kernel.identifiers.WebUrl;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.record.ArticleType;
import org.offprint.kernel.record.ArticleVersion;
import org.offprint.kernel.record.Funding;
import org.offprint.kernel.record.RelationType;
import org.offprint.kernel.text.Table;

/**
 * Writes the programs of a Crossref deposit: funding, license and relations. In the deposit of a notice, the {@code
 * crossmark} element contains the updates, funding and license.
 */
public final class CrossrefProgramsWriter {

    private static final Map<RelationType, String> BETWEEN_WORKS =
            Vocabulary.keyed(RelationType.class, Table.map("relations-written.tsv", "crossref-inter-work"));

    private static final Map<RelationType, String> WITHIN_A_WORK =
            Vocabulary.keyed(RelationType.class, Table.map("relations-written.tsv", "crossref-intra-work"));

    private final String crossmarkPolicy;

    public CrossrefProgramsWriter(String crossmarkPolicy) {
        this.crossmarkPolicy = crossmarkPolicy;
    }

    /** Returns the works with a DOI that the article retracts, corrects or supplements. */
    public static List<RelatedWork> updates(PublishedRecord record) {
        return RelatedWork.of(record).stream()
                .filter(work -> work.isSubjectOf(record) && CrossrefLimits.accepts(work.doi()))
                .toList();
    }

    /**
     * Writes the Crossref programs in schema order. The schema allows funding and licenses either within or outside
     * Crossmark.
     */
    public void write(XmlWriter xml, PublishedRecord record, SentParts parts) {
        if (parts.empties(DepositPart.CROSSMARK)) {
            xml.empty("crossmark");
        } else if (!updates(record).isEmpty() && parts.contains(DepositPart.CROSSMARK)) {
            crossmark(xml, record);
        } else {
            loose(xml, record, parts);
        }
        if (parts.empties(DepositPart.RELATIONS)) {
            xml.empty("rel:program");
        } else if (parts.contains(DepositPart.RELATIONS)) {
            relations(xml, record);
        }
    }

    private static void loose(XmlWriter xml, PublishedRecord record, SentParts parts) {
        if (parts.empties(DepositPart.FUNDING)) {
            xml.empty("fr:program", "name", "fundref");
        } else if (parts.contains(DepositPart.FUNDING)) {
            funding(xml, record);
        }
        if (parts.empties(DepositPart.LICENSES)) {
            xml.empty("ai:program", "name", "AccessIndicators");
        } else if (parts.contains(DepositPart.LICENSES)) {
            access(xml, record);
        }
    }

    /** Writes the element for one {@link DepositPart}, or nothing if the article has no such data. */
    void part(XmlWriter xml, PublishedRecord record, DepositPart part) {
        boolean isNotice = !updates(record).isEmpty();
        switch (part) {
            case CROSSMARK -> {
                if (isNotice) {
                    crossmark(xml, record);
                }
            }
            case FUNDING -> {
                if (!isNotice) {
                    funding(xml, record);
                }
            }
            case LICENSES -> {
                if (!isNotice) {
                    access(xml, record);
                }
            }
            case RELATIONS -> relations(xml, record);
            default -> throw new IllegalArgumentException(part.name());
        }
    }

    private void crossmark(XmlWriter xml, PublishedRecord record) {
        xml.open("crossmark");
        xml.element("crossmark_policy", crossmarkPolicy);
        xml.open("updates");
        String date = record.published().firstDay().toString();
        for (RelatedWork work : updates(record)) {
            xml.element("update", work.doi().value(), "type", kind(record, work), "date", date);
        }
        xml.close();
        boolean hasTerms = !record.body().funding().isEmpty() || license(record) != null;
        if (hasTerms) {
            xml.open("custom_metadata");
            funding(xml, record);
            access(xml, record);
            xml.close();
        }
        xml.close();
    }

    private static String kind(PublishedRecord record, RelatedWork work) {
        ArticleType type = record.body().type();
        return switch (work.type()) {
            case IS_RETRACTION_OF -> type == ArticleType.PARTIAL_RETRACTION ? "partial_retraction" : "retraction";
            case IS_EXPRESSION_OF_CONCERN_OF -> "expression_of_concern";
            case IS_SUPPLEMENT_TO -> "addendum";
            default -> type == ArticleType.ADDENDUM ? "addendum" : "correction";
        };
    }

    private static void funding(XmlWriter xml, PublishedRecord record) {
        if (record.body().funding().isEmpty()) {
            return;
        }
        xml.open("fr:program", "name", "fundref");
        for (Funding funding : record.body().funding()) {
            xml.open("fr:assertion", "name", "fundgroup");
            if (funding.ror() != null) {
                xml.element("fr:assertion", funding.ror().value(), "name", "ror");
            } else {
                xml.openMixed("fr:assertion", "name", "funder_name").text(funding.funder());
                if (funding.funderDoi() != null) {
                    xml.element("fr:assertion", funding.funderDoi().url(), "name", "funder_identifier");
                }
                xml.close();
            }
            funding.awards().forEach(award -> xml.element("fr:assertion", award, "name", "award_number"));
            xml.close();
        }
        xml.close();
    }

    private static void access(XmlWriter xml, PublishedRecord record) {
        String license = license(record);
        if (license != null) {
            PartialDate published = record.published();
            xml.open("ai:program", "name", "AccessIndicators");
            xml.element(
                    "ai:license_ref",
                    license,
                    "applies_to",
                    record.body().articleVersion() == ArticleVersion.ACCEPTED_MANUSCRIPT ? "am" : "vor",
                    "start_date",
                    published.isFull() ? published.value() : null);
            xml.close();
        }
    }

    private static String license(PublishedRecord record) {
        var terms = record.body().license();
        return terms == null || terms.url() == null
                ? null
                : WebUrl.escaped(terms.url().value());
    }

    private static void relations(XmlWriter xml, PublishedRecord record) {
        List<RelatedWork> works = RelatedWork.of(record).stream()
                .filter(work -> BETWEEN_WORKS.containsKey(work.type()) || WITHIN_A_WORK.containsKey(work.type()))
                .filter(work -> !work.isSubjectOf(record))
                .toList();
        if (works.isEmpty()) {
            return;
        }
        xml.open("rel:program", "name", "relations");
        for (RelatedWork work : works) {
            boolean within = WITHIN_A_WORK.containsKey(work.type());
            xml.open("rel:related_item");
            xml.element("rel:description", work.label());
            xml.element(
                    within ? "rel:intra_work_relation" : "rel:inter_work_relation",
                    work.doi() == null ? work.address() : work.doi().value(),
                    "relationship-type",
                    (within ? WITHIN_A_WORK : BETWEEN_WORKS).get(work.type()),
                    "identifier-type",
                    work.doi() == null ? "uri" : "doi");
            xml.close();
        }
        xml.close();
    }
}
