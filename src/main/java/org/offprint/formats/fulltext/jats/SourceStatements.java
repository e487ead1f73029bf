package org.offprint.formats.fulltext.jats;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.offprint.formats.jats.JatsFormat;
import org.offprint.formats.jats.texts.JatsStatementsReader;
import org.offprint.formats.reading.ImportRecords;
import org.offprint.formats.xml.XmlElement;
import org.offprint.kernel.text.PrintedEmails;

/**
 * Finds the statements and notes of an article record that are already in the body or back matter of the source, so
 * that the JATS output has no duplicates.
 */
final class SourceStatements {

    /** Members of an article record, keyed by the JATS elements or types that represent them. */
    private static final Map<String, String> MEMBERS = Map.of(
            "ack", "acknowledgements",
            "author-contributions", "authorContributions",
            "data-availability", "dataAvailability",
            "ethics-statement", "ethics",
            "coi-statement", "conflictOfInterest");

    /** Statements in the back matter. */
    private final JsonNode statements;

    private final Set<String> words = new HashSet<>();

    private SourceStatements(JsonNode body, JsonNode back) {
        statements = back.path("statements");
        for (JsonNode part : List.of(body, back)) {
            part.path("statements").forEach(statement -> words.add(comparisonKey(statement.asText(), null)));
            part.at("/statements/others").forEach(other -> words.add(comparisonKey(other, "title")));
            part.path("notes").forEach(note -> words.add(comparisonKey(note, "label")));
        }
    }

    /**
     * Reads the statements of a source file as an import does. The body is read separately, because an import ignores
     * statements of the body if other parts of the article contain statements of the same type.
     *
     * @param markup converter for the body, the back matter and the sub-articles of the source
     */
    static SourceStatements read(XmlElement source, JatsMarkup markup) {
        String language = source.attribute("lang");
        String body = written(JatsStatementsReader.inBody(source.at("body")), markup);
        return new SourceStatements(
                record("<body>" + body + "</body>", language),
                record(written(source.elements("back", "sub-article", "response"), markup), language));
    }

    private static String written(List<XmlElement> elements, JatsMarkup markup) {
        StringBuilder written = new StringBuilder();
        elements.forEach(element -> markup.nodes(element).forEach(node -> JatsNode.write(node, written)));
        return written.toString();
    }

    /** Returns the article record that an import reads from parts of an article. */
    private static JsonNode record(String parts, String language) {
        String article =
                "<article" + (language == null ? "" : " xml:lang=\"" + language.replaceAll("[^\\w-]", "") + '"')
                        + "><front><article-meta/></front>" + parts + "</article>";
        try (ImportRecords records =
                new JatsFormat().open(new ByteArrayInputStream(article.getBytes(StandardCharsets.UTF_8)))) {
            return records.next().body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns whether the source contains a statement or note that was generated from the record: a statement of the
     * same type in the back matter, or the same text in any part.
     */
    boolean contains(XmlElement written) {
        String type =
                written.attribute("sec-type") == null ? written.attribute("fn-type") : written.attribute("sec-type");
        String member = MEMBERS.get(written.name().equals("ack") ? "ack" : String.valueOf(type));
        boolean isOfKind = member != null && written.attribute("lang") == null && statements.has(member);
        return isOfKind || containsTextOf(written);
    }

    /**
     * Returns whether the source contains a statement with the same text in the same language, either under the same
     * heading or without a heading.
     */
    boolean containsTextOf(XmlElement written) {
        String language = written.attribute("lang");
        return words.contains(comparisonKey(written.text(), language))
                || words.contains(comparisonKey(written.textWithout("title"), language));
    }

    private static String comparisonKey(JsonNode statement, String heading) {
        return comparisonKey(
                statement.path(heading).asText() + " " + statement.path("text").asText(),
                statement.path("language").textValue());
    }

    /**
     * Returns a key for comparing statements: letters and digits of the statement, followed by its language. Separators
     * and the remains of removed e-mail addresses are ignored.
     */
    private static String comparisonKey(String text, String language) {
        String words = text == null ? null : PrintedEmails.without(text);
        return (words == null ? "" : letters(words)) + ' ' + language;
    }

    private static String letters(String text) {
        StringBuilder letters = new StringBuilder();
        text.codePoints().filter(Character::isLetterOrDigit).forEach(letters::appendCodePoint);
        return letters.toString().toLowerCase(Locale.ROOT).replace("email", "");
    }
}
