package org.offprint.formats.jats.contributors;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.offprint.formats.writing.AffiliationText;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.journal.affiliations.AffiliationRef;
import org.offprint.kernel.record.contributors.AffiliationMention;
import org.offprint.kernel.record.contributors.Contributor;

/**
 * Writes the {@code aff} elements. If only the printed affiliation is known, it is written. Otherwise, the stored
 * organization is written with its city and country. If the printed affiliation and the organization differ, both are
 * written as {@code aff-alternatives}. An organization that is printed in several forms, for example with two
 * departments, is written once for each form.
 */
final class JatsAffiliationsWriter {

    private final XmlWriter xml;
    private final List<AffiliationRef> affiliations;
    private final Map<PrintedAffiliationKey, String> ids = new LinkedHashMap<>();

    private record PrintedAffiliationKey(String label, String words) {}

    JatsAffiliationsWriter(XmlWriter xml, PublishedRecord record) {
        this.xml = xml;
        this.affiliations = record.article().affiliations();
        for (AffiliationRef affiliation : affiliations) {
            int count = 0;
            List<AffiliationMention> mentions = record.body().contributors().stream()
                    .flatMap(contributor -> contributor.affiliations().stream())
                    .filter(mention -> Objects.equals(mention.label(), affiliation.label()))
                    .toList();
            for (AffiliationMention mention : mentions) {
                PrintedAffiliationKey printed = printed(affiliation, mention);
                if (!ids.containsKey(printed)) {
                    count++;
                    ids.put(printed, "aff" + affiliation.label() + (count == 1 ? "" : "-" + count));
                }
            }
        }
    }

    /** Writes all affiliations of the article. */
    void write() {
        ids.forEach((printed, id) -> write(affiliation(printed.label()), printed.words(), id));
    }

    /** Writes the cross-references from a contributor to its affiliations. */
    void references(Contributor contributor) {
        for (AffiliationMention mention : contributor.affiliations()) {
            AffiliationRef affiliation = affiliation(mention.label());
            String id = ids.get(printed(affiliation, mention));
            xml.element("xref", affiliation.label(), "ref-type", "aff", "rid", id);
        }
    }

    private static PrintedAffiliationKey printed(AffiliationRef affiliation, AffiliationMention mention) {
        String words = blank(mention.text()) ? null : mention.text();
        boolean isOwn =
                affiliation.id() != null && AffiliationText.of(affiliation).equals(words);
        return new PrintedAffiliationKey(affiliation.label(), isOwn ? null : words);
    }

    private AffiliationRef affiliation(String label) {
        return affiliations.stream()
                .filter(affiliation -> affiliation.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private void write(AffiliationRef affiliation, String words, String id) {
        if (affiliation.id() == null) {
            words(affiliation, words == null ? affiliation.name() : words, "id", id);
        } else if (words == null) {
            organization(affiliation, "id", id);
        } else {
            xml.open("aff-alternatives", "id", id);
            words(affiliation, words, "specific-use", "original");
            organization(affiliation, "specific-use", "organization");
            xml.close();
        }
    }

    private void words(AffiliationRef affiliation, String words, String... attributes) {
        xml.openMixed("aff", attributes);
        xml.element("label", affiliation.label());
        xml.text(words);
        xml.close();
    }

    private void organization(AffiliationRef affiliation, String... attributes) {
        xml.openMixed("aff", attributes);
        xml.element("label", affiliation.label());
        xml.openMixed("institution-wrap");
        xml.element("institution", affiliation.name());
        xml.element(
                "institution-id",
                affiliation.ror() == null ? null : affiliation.ror().value(),
                "institution-id-type",
                "ror");
        xml.element(
                "institution-id",
                affiliation.isni() == null ? null : affiliation.isni().value(),
                "institution-id-type",
                "isni");
        affiliation.identifiers().forEach(identifier -> JatsInstitutionIds.write(xml, identifier));
        xml.close();
        place(affiliation);
        xml.close();
    }

    private void place(AffiliationRef affiliation) {
        if (!blank(affiliation.city())) {
            xml.text(", ").element("city", affiliation.city());
        }
        boolean hasBoth = !blank(affiliation.region()) && !blank(affiliation.postalCode());
        if (Stream.of(affiliation.region(), affiliation.postalCode()).anyMatch(part -> !blank(part))) {
            xml.text(", ").element("state", affiliation.region());
            xml.text(hasBoth ? " " : "").element("postal-code", affiliation.postalCode());
        }
        if (affiliation.country() != null) {
            String code = affiliation.country().value();
            xml.text(", ").element("country", affiliation.country().name(Locale.ENGLISH), "country", code);
        }
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }
}
