package org.offprint.formats.csv;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.offprint.affiliations.parsing.CountryNames;
import org.offprint.formats.draft.Draft;
import org.offprint.formats.draft.InvalidValues;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.text.SourceText;
import org.offprint.http.problem.Finding;
import org.offprint.identifiers.CountryCode;
import org.offprint.identifiers.InvalidValueException;
import org.offprint.identifiers.Isni;
import org.offprint.identifiers.LanguageTag;
import org.offprint.identifiers.RorId;
import org.offprint.identifiers.WebUrl;

/**
 * One row. Columns are called as the members of an affiliation, in any case, with blanks or underscores in them or not;
 * {@code names:fr} or {@code name_fr} is the name in French; {@code parent} a ROR id or a name.
 */
final class CsvAffiliationReader {

    private CsvAffiliationReader() {}

    static ImportRecord read(CsvTable.Row row) {
        Draft draft = new Draft();
        row.cells().forEach((column, cell) -> place(column, cell.strip(), draft));
        List<Finding> problems = new ArrayList<>(InvalidValues.affiliation(draft));
        if (!draft.body().has("name")) {
            problems = List.of(Finding.at("/name", "required", "The row has no name."));
        }
        return new ImportRecord("affiliation", draft.body(), draft.unplaced(), problems, row.line(), null, null);
    }

    private static void place(String column, String cell, Draft draft) {
        ObjectNode body = draft.body();
        String name = column.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", "");
        switch (name) {
            case "name", "organization", "organisation", "institution" -> Draft.put(body, "name", cell);
            case "city", "region" -> Draft.put(body, name, cell);
            case "state", "province" -> Draft.put(body, "region", cell);
            case "postalcode", "postcode", "zip" -> Draft.put(body, "postalCode", cell);
            case "status" -> Draft.put(body, "status", cell.toLowerCase(Locale.ROOT));
            case "ror", "rorid" -> value(body, "ror", cell, RorId::parse, column, draft);
            case "isni" -> value(body, "isni", cell, Isni::parse, column, draft);
            case "country", "countrycode" -> country(body, cell, column, draft);
            case "url", "website" -> value(body, "url", cell, WebUrl::parse, column, draft);
            case "acronym", "acronyms" -> {
                for (String acronym : SourceText.clean(cell).split(" ?[;|] ?")) {
                    draft.addOnce("acronyms", body.textNode(acronym));
                }
            }
            case "parent", "successor" -> named(body, name, cell);
            default -> translation(column, cell, draft);
        }
    }

    private static void value(
            ObjectNode body, String member, String cell, Function<String, ?> parse, String column, Draft draft) {
        Draft.put(body, member, draft.value(cell, parse, column));
    }

    /** By code, or by a name in one of several languages. */
    private static void country(ObjectNode body, String cell, String column, Draft draft) {
        String known = CountryNames.code(cell);
        value(body, "country", known == null ? cell : known, CountryCode::parse, column, draft);
    }

    private static void named(ObjectNode body, String member, String cell) {
        try {
            body.putObject(member).put("ror", RorId.parse(cell).value());
        } catch (InvalidValueException isName) {
            body.putObject(member).put("name", cell);
        }
    }

    private static void translation(String column, String cell, Draft draft) {
        String[] parts = column.split("[:_\\s]", 2);
        boolean isName = parts.length == 2 && parts[0].toLowerCase(Locale.ROOT).matches("names?");
        String language = isName ? draft.value(parts[1], LanguageTag::parse, column) : null;
        if (language == null) {
            draft.unplaced(column, cell);
        } else {
            Draft.put(draft.object("names"), language, cell);
        }
    }
}
