package org.offprint.formats.crossref.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.FundingDraft;
import org.offprint.formats.xml.XmlElement;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.RorId;

/** Reads the funders of a Crossref {@code program} element. */
final class CrossrefFundingReader {

    /** Names of Crossref assertions for awards: the current name and the name used until 2013. */
    private static final Set<String> AWARD = Set.of("award_number", "funding_identifier");

    private final ArticleDraft draft;

    private CrossrefFundingReader(ArticleDraft draft) {
        this.draft = draft;
    }

    /**
     * Reads one funder from each group of Crossref funding assertions. If the program has no groups, each funder name
     * becomes a separate funder. If there is only one funder, all remaining assertions of the program are added to it.
     */
    static void read(XmlElement program, ArticleDraft draft) {
        CrossrefFundingReader funding = new CrossrefFundingReader(draft);
        List<XmlElement> groups = program.elements("assertion").stream()
                .filter(assertion -> "fundgroup".equals(assertion.attribute("name")))
                .toList();
        (groups.isEmpty() ? List.of(program) : groups).forEach(funding::funders);
    }

    /**
     * Reads the funders of a group of Crossref assertions. Awards in a group with several funders are added to all of
     * them. If several funders are not grouped, the funder of an award is unknown, so the award is reported as
     * unmapped.
     */
    private void funders(XmlElement group) {
        List<XmlElement> names = group.elements("assertion").stream()
                .filter(assertion -> "funder_name".equals(assertion.attribute("name")))
                .toList();
        if (names.size() < 2) {
            funder(group.descendants("assertion"), group);
            return;
        }
        List<XmlElement> shared = group.name().equals("assertion")
                ? group.elements("assertion").stream()
                        .filter(assertion -> AWARD.contains(String.valueOf(assertion.attribute("name"))))
                        .toList()
                : List.of();
        for (XmlElement name : names) {
            List<XmlElement> own = new ArrayList<>(List.of(name));
            own.addAll(name.descendants("assertion"));
            own.addAll(shared);
            funder(own, group);
        }
    }

    private void funder(List<XmlElement> assertions, XmlElement group) {
        FundingDraft funding = new FundingDraft(draft);
        List<String> awards = new ArrayList<>();
        for (XmlElement assertion : assertions) {
            String text = own(assertion);
            switch (String.valueOf(assertion.attribute("name"))) {
                case "funder_name" -> {
                    funding.funder(text);
                    assertion.markPlaced();
                }
                case "funder_identifier" -> {
                    funding.funderDoi(draft.parsed(funderDoi(text), Doi::parse, assertion.path()));
                    assertion.markPlaced();
                }
                case "ror" -> {
                    funding.ror(draft.parsed(text, RorId::parse, assertion.path()));
                    assertion.markPlaced();
                }
                case "award_number", "funding_identifier" -> awards.add(assertion.take());
                default -> {}
            }
        }
        if (!funding.hasFunder()) {
            // Since Crossref schema 5.4, a ROR id is sufficient to identify a funder.
            funding.funder(funding.ror());
        }
        awards.forEach(funding::award);
        if (funding.hasFunder()) {
            draft.funding(funding);
        } else if (!funding.isEmpty()) {
            draft.unplaced(group.path(), funding.toString());
        }
    }

    /**
     * Returns the DOI of a funder. A number without a DOI prefix is treated as a Funder Registry id, because some
     * depositors omit the prefix.
     */
    private static String funderDoi(String said) {
        return said != null && said.matches("\\d{9,13}") ? "10.13039/" + said : said;
    }

    /** Returns the text of a Crossref assertion without the text of nested assertions. */
    private static String own(XmlElement assertion) {
        return assertion.textWithout("assertion");
    }
}
