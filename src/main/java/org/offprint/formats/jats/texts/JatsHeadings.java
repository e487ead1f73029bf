package org.offprint.formats.jats.texts;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.offprint.formats.draft.ArticleDraft.Statement;
import org.offprint.formats.xml.XmlElement;

/** Headings that identify the type of a statement, such as a funding statement, if its element has no type. */
final class JatsHeadings {

    /** Maximum length of a statement heading, in characters. */
    static final int MAX_LENGTH = 100;

    private static final Map<Statement, Pattern> STATEMENTS = statements();

    /** Words of headings that name only a statement, without a plural ending. */
    private static final Set<String> STATEMENT_WORDS =
            Set.of(("a accessibility acknowledgement acknowledgment agradecimento agradecimiento and"
                            + " apoio apoyo approval aspect aspecto auteur author authorship autor autora autore"
                            + " availability board by code colaboradora colaboradore committee competing"
                            + " compliance confidentiality conflict conflicting conflicto conflit conflito consent"
                            + " consideracione consideration considera\u00e7\u00f5e contribucione"
                            + " contribuci\u00f3n contribui\u00e7\u00e3o contribui\u00e7\u00f5e contribution"
                            + " contributor credit d da dado danksagung data dato de declaraci\u00f3n declaration"
                            + " declara\u00e7\u00e3o del disclosure disponibilidad disponibilidade"
                            + " disponibilit\u00e9 do donn\u00e9e du e ethic ethical financeiro financement"
                            + " financiaci\u00f3n financial financiamento financiero fonte for fuente funder"
                            + " funding human in informed institutional interese interesse interessenkonflikt"
                            + " interest int\u00e9r\u00eat la le lo material note o of on or participate"
                            + " participation potential publication remerciement requirement review role script"
                            + " sharing software source sponsorship standard statement support taxonomy the to"
                            + " with y \u00e9tica \u00e9tico")
                    .split(" "));

    private JatsHeadings() {}

    /**
     * Returns the title of an element, or the bold or italic text at the start of its first paragraph. Returns null if
     * the element has no title and does not start with bold or italic text.
     */
    static String of(XmlElement element) {
        if (!element.at("title").isNone()) {
            return element.at("title").text();
        }
        for (Object child : element.at("p").content()) {
            if (child instanceof XmlElement face) {
                return face.name().equals("bold") || face.name().equals("italic") ? face.text() : null;
            }
            if (!((String) child).isBlank()) {
                return null;
            }
        }
        return null;
    }

    /** Returns the statement type for a heading, or null if the heading is unknown. */
    static Statement statement(String heading) {
        if (heading == null || heading.length() > MAX_LENGTH) {
            return null;
        }
        for (Map.Entry<Statement, Pattern> statement : STATEMENTS.entrySet()) {
            if (statement.getValue().matcher(heading).find()) {
                return statement.getKey();
            }
        }
        return null;
    }

    /**
     * Returns the statement type for a heading that names only the statement, such as "Data availability statement".
     * Returns null for any other heading.
     */
    static Statement onlyStatement(String heading) {
        Statement statement = statement(heading);
        boolean isOnly = statement != null
                && Stream.of(heading.toLowerCase(Locale.ROOT).split("[^\\p{L}]+"))
                        .map(word -> word.endsWith("s") ? word.substring(0, word.length() - 1) : word)
                        .allMatch(word -> word.isEmpty() || STATEMENT_WORDS.contains(word));
        return isOnly ? statement : null;
    }

    private static Map<Statement, Pattern> statements() {
        Map<Statement, String> words = new LinkedHashMap<>();
        words.put(
                Statement.CONFLICT_OF_INTEREST,
                "conflicts? of interests?|(?:competing|conflicting) (?:financial )?interests?|declaration of (?:competing )?interests?"
                        + "|conflito de interesses?|conflicto de intereses|conflits? d.int\u00e9r\u00eats?|interessenkonflikt");
        words.put(
                Statement.DATA_AVAILABILITY,
                "\\bdata (?:and (?:\\p{L}+ ){1,9})?(?:availability|accessibility)|availability of (?:the )?data"
                        + "|disponibilidade d[eo]s? dados|disponibilidad de (?:los )?datos|disponibilit\u00e9 des donn\u00e9es");
        words.put(
                Statement.ETHICS,
                "^ethic|\\bethic(?:s|al) (?:statement|approval|consideration|declaration|committee)"
                        + "|institutional review board|^(?:aspectos|considera\u00e7\u00f5es|consideraciones) \u00e9tic[oa]s");
        words.put(
                Statement.FUNDING,
                "^(?:(?:sources? of )?funding|financial (?:support|disclosures?)|financiamento|financiaci\u00f3n|financement"
                        + "|apoio financeiro|apoyo financiero|fonte de financiamento|fuente de financiaci\u00f3n)\\b"
                        + "|^role of (?:the )?fund(?:er|ing source)s?\\b");
        words.put(
                Statement.AUTHOR_CONTRIBUTIONS,
                "\\bauthor(?:s|ship)?['\u2019]?s? (?:roles and )?contributions?\\b|\\bcontributions? of (?:the )?authors?\\b"
                        + "|^contribui\u00e7(?:\u00e3o|\u00f5es) d[aeo]s? autor|^contribuci(?:\u00f3n|ones) de (?:los |las |l[oa]s )?autor"
                        + "|^contributions? des auteurs|^credit (?:author|taxonomy)|^colaborador[ae]?s$|^contributors\\P{L}{0,5}$");
        words.put(
                Statement.ACKNOWLEDGEMENTS,
                "^(?:acknowledge?ments?|agradecimentos?|agradecimientos?|remerciements?|danksagung)\\P{L}*$");
        Map<Statement, Pattern> statements = new LinkedHashMap<>();
        words.forEach((statement, said) -> statements.put(statement, Pattern.compile("(?iu)" + said)));
        return statements;
    }
}
