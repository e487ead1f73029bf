package org.offprint.formats.jats.contributors;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.offprint.formats.draft.AffiliationMentionDraft;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.reading.UnreadableException;
import org.offprint.formats.xml.XmlElement;
import org.offprint.journal.affiliations.parsing.CountryNames;
import org.offprint.journal.affiliations.parsing.OrganizationTerms;
import org.offprint.kernel.identifiers.CountryCode;
import org.offprint.kernel.identifiers.Isni;
import org.offprint.kernel.identifiers.RorId;
import org.offprint.kernel.record.contributors.OrganizationScheme;

/**
 * Reads the {@code aff} element: the printed affiliation, and the organization with its city and country if they are
 * marked up.
 */
final class JatsAffiliationsReader {

    /**
     * Content types of an institution that is the organization itself and not a department. The content types are
     * normalized to lower-case letters.
     */
    private static final Set<String> ORGANIZATION =
            Set.of("orgname", "organization", "organisation", "university", "normalized");

    private static final Pattern DEPARTMENT =
            Pattern.compile("original|org(?:anization)?div(?:ision)?\\d?|dept|department|division|faculty|school|unit"
                    + "|laboratory|section");

    /** Words that begin department names, in the languages most common in articles. */
    private static final Pattern DEPARTMENT_WORDS =
            Pattern.compile("(?iu)(?:dept|department|division|section|unit|faculty|school of|laboratory|service"
                    + " de|chair"
                    + " of|d\u00e9partement|departamento|departement|dipartimento|facult\u00e9|facultad|faculdade|fakult\u00e4t"
                    + "|abteilung|lehrstuhl|unidade|unidad)\\b.*");

    private static final Pattern ROR = Pattern.compile("https?://ror\\.org/0[a-z0-9]{6}\\d{2}");

    /** Identifier schemes of organizations, keyed by {@code institution-id-type}, reduced to lower-case letters. */
    private static final Map<String, OrganizationScheme> SCHEMES = Map.of(
            "grid", OrganizationScheme.GRID,
            "gridid", OrganizationScheme.GRID,
            "ringgold", OrganizationScheme.RINGGOLD,
            "wikidata", OrganizationScheme.WIKIDATA);

    private static final Set<String> CITY = Set.of("city", "town", "locality");

    private static final Set<String> REGION = Set.of("state", "province", "region");
    private static final Set<String> CODE = Set.of("postalcode", "postcode", "zip", "zipcode");

    /**
     * Maximum total length of the affiliations of all contributors, in characters. In the source, thousands of
     * contributors can refer to the same affiliation.
     */
    private static final long MAX_TOTAL_LENGTH = 10_000_000;

    /** Number of characters counted for each affiliation in addition to its text. */
    private static final int MIN_LENGTH = 100;

    private final ArticleDraft draft;
    /** Cache of affiliations, keyed by element. The cached value is empty if the element has no text. */
    private final Map<XmlElement, Optional<AffiliationMentionDraft>> cache = new HashMap<>();

    private long totalLength;

    JatsAffiliationsReader(ArticleDraft draft) {
        this.draft = draft;
    }

    /**
     * Reads an affiliation. Returns null if the element has no text.
     *
     * @throws UnreadableException if the total length of the affiliations of all contributors exceeds the limit
     */
    AffiliationMentionDraft read(XmlElement aff) {
        AffiliationMentionDraft affiliation = cache.computeIfAbsent(aff, each -> Optional.ofNullable(form(each)))
                .map(AffiliationMentionDraft::copy)
                .orElse(null);
        totalLength += affiliation == null
                ? 0
                : MIN_LENGTH + Objects.toString(affiliation.text(), "").length();
        if (totalLength > MAX_TOTAL_LENGTH) {
            throw UnreadableException.ofRecord(
                    "The affiliations of all contributors together have more than " + MAX_TOTAL_LENGTH + " characters.",
                    aff.line());
        }
        return affiliation;
    }

    private AffiliationMentionDraft form(XmlElement aff) {
        if (!aff.name().equals("aff-alternatives")) {
            return read(aff, aff);
        }
        List<XmlElement> forms = aff.elements("aff");
        if (forms.isEmpty()) {
            return null;
        }
        XmlElement printed = forms.stream()
                .filter(form -> "original".equals(form.attribute("specific-use")))
                .findFirst()
                .orElse(JatsNames.preferred(forms));
        String language = printed.attribute("lang");
        XmlElement structured = forms.stream()
                .filter(form -> form != printed && !form.elements().isEmpty())
                .filter(form -> language == null || language.equals(form.attribute("lang")))
                .findFirst()
                .orElse(printed);
        return read(printed, structured);
    }

    private AffiliationMentionDraft read(XmlElement printed, XmlElement structured) {
        AffiliationMentionDraft affiliation = new AffiliationMentionDraft(draft);
        affiliation.text(JatsPrintedAffiliation.of(printed));
        printed.markPlaced();
        affiliation.name(organization(structured));
        ids(structured, affiliation);
        printedRor(affiliation);
        affiliation.city(part(structured, "city", CITY));
        affiliation.region(part(structured, "state", REGION));
        affiliation.postalCode(part(structured, "postal-code", CODE));
        affiliation.country(country(structured));
        if (!affiliation.hasName() && !affiliation.hasRor()) {
            // If only the printed affiliation is known, it already contains the city and country.
            affiliation.retainText();
        }
        return affiliation.isEmpty() ? null : affiliation;
    }

    /**
     * Returns the name of the institution that is marked as the organization. If no institution is marked, returns the
     * university, otherwise the first institution that is not a department, otherwise the first institution. If exactly
     * one group of institutions has a ROR id, only this group is considered.
     */
    private static String organization(XmlElement aff) {
        List<XmlElement> identified = aff.descendants("institution-id").stream()
                .filter(id -> isRor(id) && !id.parent().elements("institution").isEmpty())
                .map(XmlElement::parent)
                .toList();
        List<String> unmarked = new ArrayList<>();
        for (XmlElement institution : (identified.size() == 1 ? identified.get(0) : aff).descendants("institution")) {
            String type = String.valueOf(institution.attribute("content-type"));
            String plain = type.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
            if (ORGANIZATION.contains(plain)) {
                return JatsPrintedAffiliation.trimmed(institution.text());
            }
            String name = JatsPrintedAffiliation.trimmed(institution.text());
            if (name != null && !DEPARTMENT.matcher(plain).matches()) {
                unmarked.add(name);
            }
        }
        return unmarked.stream()
                .filter(OrganizationTerms::isUniversity)
                .findFirst()
                .orElseGet(() -> unmarked.stream()
                        .filter(name -> !DEPARTMENT_WORDS.matcher(name).matches())
                        .findFirst()
                        .orElse(unmarked.isEmpty() ? null : unmarked.get(0)));
    }

    private static boolean isRor(XmlElement id) {
        return "ror".equalsIgnoreCase(id.attribute("institution-id-type"))
                || id.text() != null && id.text().contains("ror.org/");
    }

    private void ids(XmlElement aff, AffiliationMentionDraft affiliation) {
        for (XmlElement id : aff.descendants("institution-id")) {
            String text = id.text();
            if (isRor(id)) {
                affiliation.ror(draft.parsed(text, RorId::parse, id.path()));
                continue;
            }
            String type = String.valueOf(id.attribute("institution-id-type"));
            String plain = type.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
            boolean isFunder = text != null && text.contains("10.13039/") || plain.equals("fundref");
            OrganizationScheme scheme = isFunder ? OrganizationScheme.FUNDER : SCHEMES.get(plain);
            if (plain.equals("isni") && !affiliation.hasIsni()) {
                affiliation.isni(draft.parsed(text, Isni::parse, id.path()));
            } else if (scheme != null) {
                affiliation.identifier(scheme, text, id.path());
            } else {
                draft.unplaced(id.path(), type + " " + text);
            }
        }
    }

    /**
     * Sets a ROR id that is printed in the affiliation, as some journals require. If several ROR ids are printed, all
     * are ignored, because it is unclear which organization each ROR id identifies.
     */
    private void printedRor(AffiliationMentionDraft affiliation) {
        List<String> printed = ROR.matcher(Objects.toString(affiliation.text(), ""))
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
        if (printed.size() == 1 && affiliation.hasName() && !affiliation.hasRor()) {
            affiliation.ror(draft.parsed(printed.get(0), RorId::parse, "aff"));
        }
    }

    /**
     * Returns the text of an element such as {@code city}, or of a generic element with one of the given content types.
     */
    private static String part(XmlElement aff, String kind, Set<String> types) {
        return aff.descendants(kind, "named-content", "addr-line", "styled-content").stream()
                .filter(part -> part.name().equals(kind) || types.contains(plainType(part)))
                .map(part -> JatsPrintedAffiliation.trimmed(part.text()))
                .filter(text -> text != null && !text.isEmpty())
                .findFirst()
                .orElse(null);
    }

    private static String plainType(XmlElement part) {
        return String.valueOf(part.attribute("content-type"))
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z]", "");
    }

    /** Returns the country of an affiliation. An unknown country name remains in the printed affiliation. */
    private static CountryCode country(XmlElement aff) {
        for (XmlElement country : aff.descendants("country", "named-content", "addr-line")) {
            if (!country.name().equals("country") && !plainType(country).equals("country")) {
                continue;
            }
            for (String said : new String[] {country.attribute("country"), country.text()}) {
                String code = CountryNames.code(said);
                if (code != null) {
                    return CountryCode.parse(code);
                }
            }
        }
        return null;
    }
}
