package org.offprint.references;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.offprint.identifiers.Doi;
import org.offprint.identifiers.InvalidValueException;
import org.offprint.identifiers.WebUrl;
import org.offprint.record.Reference;
import org.offprint.references.ParsedReference.Span;
import org.offprint.references.PrintedIdentifiers.Identifier;

/** Takes references as printed apart. Safe for any number of threads. */
@Singleton
public final class ReferenceParser {

    /** Returns the number of the model, which rises whenever the same words may be parsed otherwise. */
    public int model() {
        return 0;
    }

    /**
     * Parses one reference of any style and length. The words stay as they are, and places are in UTF-16 units of them;
     * the effort is linear in their length.
     *
     * @param text not null
     */
    public ParsedReference parse(String text) {
        Map<ReferenceField, String> values = new EnumMap<>(ReferenceField.class);
        Map<ReferenceField, Double> confidences = new EnumMap<>(ReferenceField.class);
        List<Span> spans = new ArrayList<>();
        boolean[] isTaken = new boolean[text.length()];
        for (Identifier identifier : PrintedIdentifiers.in(text)) {
            spans.add(new Span(identifier.field(), identifier.start(), identifier.end()));
            values.putIfAbsent(identifier.field(), text.substring(identifier.start(), identifier.end()));
            confidences.put(identifier.field(), 0.99);
            for (int i = identifier.from(); i < identifier.end(); i++) {
                isTaken[i] = true;
            }
        }
        Span year = year(text, isTaken);
        if (year != null) {
            spans.add(year);
            confidences.put(year.field(), 0.8);
            values.put(year.field(), year.of(text));
        }
        spans.sort(Comparator.comparingInt(Span::start));
        return new ParsedReference(reference(text, values), spans, confidences, 0, true, text.length());
    }

    private static Span year(String text, boolean[] isTaken) {
        Span year = null;
        for (int i = 0; i + 4 <= text.length(); i++) {
            boolean isFree = !isTaken[i] && (i == 0 || !Character.isLetterOrDigit(text.charAt(i - 1)));
            if (isFree && isYear(text, i)) {
                int end = i + 4;
                if (end < text.length() && text.charAt(end) >= 'a' && text.charAt(end) <= 'z') {
                    end++;
                }
                if (end == text.length() || !Character.isLetterOrDigit(text.charAt(end))) {
                    year = new Span(ReferenceField.DATE, i, end);
                    if (i > 0 && text.charAt(i - 1) == '(') {
                        break;
                    }
                }
            }
        }
        return year;
    }

    private static boolean isYear(String text, int place) {
        for (int i = place; i < place + 4; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        int year = Integer.parseInt(text, place, place + 4, 10);
        return year >= 1500 && year < 2100;
    }

    private static Reference reference(String text, Map<ReferenceField, String> values) {
        return new Reference(
                null,
                text,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                values.get(ReferenceField.DATE),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                doi(values.get(ReferenceField.DOI)),
                values.get(ReferenceField.PMID),
                pmcid(values.get(ReferenceField.PMCID)),
                values.get(ReferenceField.ISBN),
                values.get(ReferenceField.ISSN),
                null,
                url(values.get(ReferenceField.URL)),
                null,
                null);
    }

    private static Doi doi(String printed) {
        try {
            return printed == null ? null : Doi.parse(printed);
        } catch (InvalidValueException e) {
            return null;
        }
    }

    private static String pmcid(String printed) {
        return printed == null ? null : "PMC" + printed.substring(3);
    }

    private static WebUrl url(String printed) {
        try {
            return printed == null ? null : WebUrl.parse(printed);
        } catch (InvalidValueException e) {
            return null;
        }
    }
}
