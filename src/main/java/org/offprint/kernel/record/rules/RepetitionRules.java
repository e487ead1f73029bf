package org.offprint.kernel.record.rules;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.offprint.kernel.identifiers.Orcid;
import org.offprint.kernel.json.RecordReader;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.kernel.record.ArticleBody.Pages;
import org.offprint.kernel.record.contributors.Contributor;

/** Validates that an article contains no repetitions or contradictions. */
public final class RepetitionRules {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");

    private RepetitionRules() {}

    public static void check(ArticleBody body, RecordReader reader) {
        orcids(body.contributors(), reader);
        keywords(body.keywords(), "/keywords/", reader);
        body.translations().forEach((language, translation) -> {
            if (translation != null) {
                keywords(translation.keywords(), "/translations/" + language.value() + "/keywords/", reader);
            }
        });
        Pages pages = body.pages();
        if (pages != null && isBackwards(pages.first(), pages.last())) {
            reader.add("/pages/last", "before-first", "The last page must not be before the first page.");
        }
    }

    /**
     * Rejects an ORCID iD that is shared by contributors with different family names. One person can be listed several
     * times, for example as an author and as a member of a group.
     */
    private static void orcids(List<Contributor> contributors, RecordReader reader) {
        Map<Orcid, String> seen = new HashMap<>();
        for (int i = 0; i < contributors.size(); i++) {
            Contributor contributor = contributors.get(i);
            if (contributor == null || contributor.orcid() == null) {
                continue;
            }
            String name = nameKey(contributor.family());
            if (!seen.merge(contributor.orcid(), name, (first, later) -> first).equals(name)) {
                reader.add(
                        "/contributors/" + i + "/orcid",
                        "duplicate",
                        "The ORCID iD must belong to one person, but a contributor with another name already"
                                + " has it.");
            }
        }
    }

    /**
     * Returns the family name in lowercase without accents. Contributors with the same normalized name may be the same
     * person.
     */
    public static String nameKey(String family) {
        String apart = Normalizer.normalize(family == null ? "" : family, Normalizer.Form.NFKD);
        return spelling(ACCENTS.matcher(apart).replaceAll(""));
    }

    private static void keywords(List<String> keywords, String pointer, RecordReader reader) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < keywords.size(); i++) {
            if (keywords.get(i) != null && !seen.add(spelling(keywords.get(i)))) {
                reader.add(pointer + i, "duplicate", "Remove this keyword, which is already in the list.");
            }
        }
    }

    /**
     * Returns the keyword in lowercase without repeated spaces. Keywords with the same normalized form are considered
     * equal.
     */
    public static String spelling(String keyword) {
        return BLANKS.matcher(keyword).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns whether the last page of a page range precedes the first page. Returns false for an abbreviated range
     * such as 1234-41.
     */
    public static boolean isBackwards(String first, String last) {
        return first != null
                && last != null
                && NUMBER.matcher(first).matches()
                && NUMBER.matcher(last).matches()
                && last.length() >= first.length()
                && Long.parseLong(last) < Long.parseLong(first);
    }
}
