package org.offprint.formats.bibtex;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.CitedArticleReader;
import org.offprint.formats.text.SourceName;

/**
 * Parses personal names in BibTeX syntax. Names are separated by "and", and braces group words. A name is written as
 * "Given Family", "Family, Given" or "Family, Suffix, Given".
 */
final class BibtexNameReader {

    /**
     * Labeled part of a personal name in BibLaTeX, for example {@code family=Beek}. The pattern also matches labels
     * such as {@code given-i} and {@code useprefix}.
     */
    private static final Pattern PART =
            Pattern.compile("(?i)\\s*(?:family|given|prefix|suffix|useprefix)(?:-i)?\\s*=.*");

    /** Pattern for names of author groups, which end with "collaboration" or "consortium". */
    private static final Pattern COLLABORATION = Pattern.compile("(?i).* (?:collaboration|consortium)");

    private static final int MAX_PARTS = 3;

    private BibtexNameReader() {}

    static void read(String names, String role, CitedArticleReader article, ArticleDraft draft) {
        if (names == null) {
            return;
        }
        // In BibTeX, a tie (~) is a space within a name. Some exporters separate names with semicolons. Semicolons also
        // separate the joined values of a repeated field.
        for (String several : split(names.replaceAll("(?<!\\\\)~|\\s+", " "), " and ")) {
            for (String name : split(several, ";")) {
                if (draft.isAtMaxContributors()) {
                    draft.unplaced("contributors", name);
                } else if (SourceName.isOthers(name)) {
                    draft.unplaced(role, "et al.");
                } else if (!name.isEmpty()) {
                    name(name, role, article, draft);
                }
            }
        }
    }

    private static void name(String name, String role, CitedArticleReader article, ArticleDraft draft) {
        List<String> parts = split(name, ",");
        if (parts.get(0).isEmpty()) {
            // The name consists only of commas.
            return;
        }
        if (parts.size() == 1) {
            String whole = parts.get(0);
            if (isBraced(whole) || COLLABORATION.matcher(whole).matches()) {
                article.people().organization(role, Latex.text(whole));
            } else {
                givenNameFirst(whole, null, role, article);
            }
            return;
        }
        if (parts.stream().allMatch(part -> PART.matcher(part).matches())) {
            byParts(parts, role, article);
            return;
        }
        if (parts.size() > MAX_PARTS) {
            severalPeople(name, parts, role, article, draft);
            return;
        }
        if (parts.size() == 2
                && SourceName.isGeneration(parts.get(1))
                && split(parts.get(0), " ").size() > 1) {
            givenNameFirst(parts.get(0), parts.get(1), role, article);
            return;
        }
        String given = parts.size() == 2 ? parts.get(1) : String.join(", ", parts.subList(2, parts.size()));
        String suffix = parts.size() == 2 ? null : parts.get(1);
        article.people()
                .person(role, Latex.text(parts.get(0)), Latex.text(given), suffix == null ? null : Latex.text(suffix));
    }

    /** Reads a personal name in the BibLaTeX format with labeled parts. */
    private static void byParts(List<String> parts, String role, CitedArticleReader article) {
        Map<String, String> named = new HashMap<>();
        for (String part : parts) {
            int equals = part.indexOf('=');
            String value = Latex.text(part.substring(equals + 1)).strip().replaceAll("^\"(.*)\"$", "$1");
            named.put(part.substring(0, equals).strip().toLowerCase(Locale.ROOT), value);
        }
        String prefix = named.get("prefix");
        String family = named.get("family");
        String whole = prefix == null || family == null ? family : prefix + " " + family;
        article.people().person(role, whole, named.get("given"), named.get("suffix"));
    }

    /**
     * Reads a name with too many commas for one person. If each segment between commas has at least two words, the
     * segments are read as separate people. Otherwise the name is ambiguous and is reported as unmapped.
     */
    private static void severalPeople(
            String name, List<String> parts, String role, CitedArticleReader article, ArticleDraft draft) {
        if (parts.stream().allMatch(part -> split(part, " ").size() > 1)) {
            parts.forEach(part -> givenNameFirst(part, null, role, article));
        } else {
            draft.unplaced(role, Latex.text(name));
        }
    }

    private static void givenNameFirst(String name, String suffix, String role, CitedArticleReader article) {
        SourceName parts = SourceName.spoken(split(name, " "), suffix, SourceName.Particles.BIBTEX);
        String given = parts.given() == null ? null : Latex.text(parts.given());
        article.people().person(role, Latex.text(parts.family()), given, suffix);
    }

    private static boolean isBraced(String name) {
        int depth = 0;
        for (int i = 0; i < name.length(); i++) {
            depth += name.charAt(i) == '{' ? 1 : name.charAt(i) == '}' ? -1 : 0;
            if (depth == 0 && i < name.length() - 1) {
                return false;
            }
        }
        boolean isOneLetter = name.length() < 4 || name.startsWith("{\\");
        return name.startsWith("{") && !isOneLetter;
    }

    /** Splits a BibTeX value at each separator outside braces. */
    private static List<String> split(String text, String separator) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth <= 0 && text.regionMatches(true, i, separator, 0, separator.length())) {
                parts.add(text.substring(begin, i).strip());
                begin = i + separator.length();
                i = begin - 1;
            }
        }
        parts.add(text.substring(begin).strip());
        parts.removeIf(String::isEmpty);
        return parts.isEmpty() ? List.of("") : parts;
    }
}
