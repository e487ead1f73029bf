package org.offprint.formats.csv;

import java.util.Locale;
import org.offprint.formats.draft.AffiliationDraft;
import org.offprint.formats.draft.AffiliationDraft.RelatedOrganization;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.text.SourceText;
import org.offprint.journal.affiliations.parsing.CountryNames;
import org.offprint.kernel.identifiers.CountryCode;
import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.kernel.identifiers.Isni;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.identifiers.RorId;
import org.offprint.kernel.identifiers.WebUrl;
import org.offprint.kernel.record.contributors.OrganizationScheme;

/**
 * Reads one organization from a CSV row. Columns are named after the members of an affiliation; case, spaces, hyphens
 * and underscores are ignored. The column {@code names:fr} or {@code name_fr} contains the name in French. The column
 * {@code parent} contains a ROR id or a name.
 */
final class CsvAffiliationReader {

    private CsvAffiliationReader() {}

    static ImportRecord read(CsvTable.TableRow row) {
        AffiliationDraft draft = new AffiliationDraft();
        row.cells().forEach((column, cell) -> place(column, cell.strip(), draft));
        return draft.record(row.line(), "The organization has no name. Add a name to the row.");
    }

    private static void place(String column, String cell, AffiliationDraft draft) {
        String name = column.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", "");
        switch (name) {
            case "name", "organization", "organisation", "institution" -> draft.name(cell);
            case "city" -> draft.city(cell);
            case "region", "state", "province" -> draft.region(cell);
            case "postalcode", "postcode", "zip" -> draft.postalCode(cell);
            case "status" -> draft.status(cell.toLowerCase(Locale.ROOT));
            case "ror", "rorid" -> draft.ror(draft.parsed(cell, RorId::parse, column));
            case "isni" -> draft.isni(draft.parsed(cell, Isni::parse, column));
            case "grid", "gridid" -> draft.identifier(OrganizationScheme.GRID, cell, column);
            case "ringgold", "ringgoldid" -> draft.identifier(OrganizationScheme.RINGGOLD, cell, column);
            case "wikidata", "wikidataid" -> draft.identifier(OrganizationScheme.WIKIDATA, cell, column);
            case "funder", "funderid", "fundref" -> draft.identifier(OrganizationScheme.FUNDER, cell, column);
            case "country", "countrycode" -> draft.country(country(cell, column, draft));
            case "url", "website" -> draft.url(draft.parsed(cell, WebUrl::parse, column));
            case "acronym", "acronyms" -> {
                for (String acronym : SourceText.clean(cell).split(" ?[;|] ?")) {
                    draft.acronym(acronym);
                }
            }
            case "parent" -> named(RelatedOrganization.PARENT, cell, draft);
            case "successor" -> named(RelatedOrganization.SUCCESSOR, cell, draft);
            default -> translation(column, cell, draft);
        }
    }

    /**
     * Returns the country for a country code or a country name. Country names are accepted in all supported languages.
     */
    private static CountryCode country(String cell, String column, AffiliationDraft draft) {
        String known = CountryNames.code(cell);
        return draft.parsed(known == null ? cell : known, CountryCode::parse, column);
    }

    private static void named(RelatedOrganization lineage, String cell, AffiliationDraft draft) {
        try {
            draft.relatedOrganization(lineage, RorId.parse(cell), null);
        } catch (InvalidValueException isName) {
            draft.relatedOrganization(lineage, null, cell);
        }
    }

    private static void translation(String column, String cell, AffiliationDraft draft) {
        String[] parts = column.split("[:_\\s]", 2);
        boolean isName = parts.length == 2 && parts[0].toLowerCase(Locale.ROOT).matches("names?");
        String language = isName ? draft.value(parts[1], LanguageTag::parse, column) : null;
        if (language == null) {
            draft.unplaced(column, cell);
        } else {
            draft.name(language, SourceText.clean(cell));
        }
    }
}
