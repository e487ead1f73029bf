package org.offprint.formats.webofscience;

import java.util.List;
import java.util.regex.Pattern;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.ReferenceDraft;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.InvalidValueException;

/**
 * Reads references such as {@code Vos A, 2004, J MUD, V12, P34, DOI 10.5555/mud.12}. The printed text of each reference
 * is stored unchanged.
 */
final class WebOfScienceReferences {

    private static final Pattern PERSON = Pattern.compile("\\p{L}[\\p{L}'\u2019 -]{0,100} \\p{Lu}{1,5}");
    private static final Pattern YEAR = Pattern.compile("1\\d{3}|20\\d{2}");
    private static final Pattern NUMBERED = Pattern.compile("[VP][0-9A-Za-z]{1,20}");

    private static final String DOI = "DOI ";
    private static final String ARTICLE_NUMBER = "ARTN ";
    private static final int MAX_PARTS = 12;

    private WebOfScienceReferences() {}

    static void read(List<String> said, ArticleDraft draft) {
        int number = 0;
        for (String words : said) {
            number++;
            reference(words, number, draft);
        }
    }

    private static void reference(String words, int number, ArticleDraft draft) {
        ReferenceDraft reference = new ReferenceDraft(draft, "ref" + number);
        reference.text(words);
        String[] parts = words.split(", ", MAX_PARTS);
        int year = parts.length > 1 && YEAR.matcher(parts[1]).matches() ? 1 : 0;
        if (year == 1 && PERSON.matcher(parts[0]).matches()) {
            int initials = parts[0].lastIndexOf(' ');
            reference.author(parts[0].substring(0, initials), parts[0].substring(initials + 1));
        }
        reference.year(YEAR.matcher(parts[year]).matches() ? parts[year] : null);
        for (int i = year + 1; i < parts.length; i++) {
            String part = parts[i];
            boolean isNumbered =
                    NUMBERED.matcher(part).matches() && part.chars().anyMatch(Character::isDigit);
            if (part.startsWith(DOI) && !part.startsWith(DOI + "[")) {
                // A truncated DOI is ignored, but is preserved in the printed text of the reference.
                reference.doi(parsed(part.substring(DOI.length())));
            } else if (isNumbered && part.charAt(0) == 'V') {
                reference.volume(part.substring(1));
            } else if (isNumbered) {
                reference.firstPage(part.substring(1));
            } else if (part.startsWith(ARTICLE_NUMBER)) {
                reference.articleNumber(part.substring(ARTICLE_NUMBER.length()));
            } else if (i == year + 1) {
                reference.containerTitle(part);
            }
        }
        draft.reference(reference);
    }

    private static Doi parsed(String said) {
        try {
            return Doi.parse(said);
        } catch (InvalidValueException e) {
            return null;
        }
    }
}
