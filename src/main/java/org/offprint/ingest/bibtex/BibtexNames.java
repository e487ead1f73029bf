package org.offprint.ingest.bibtex;

import java.util.ArrayList;
import java.util.List;
import org.offprint.ingest.draft.CitedArticle;
import org.offprint.ingest.draft.Draft;

/** Names by the rules of BibTeX: apart by "and", in one of three orders, held together by braces. */
final class BibtexNames {

    private BibtexNames() {}

    static void read(String names, String role, CitedArticle article, Draft draft) {
        if (names == null) {
            return;
        }
        for (String name : split(names.replaceAll("\\s+", " "), " and ")) {
            String plain = name.strip();
            if (plain.equalsIgnoreCase("others")) {
                draft.unplaced(role, "et al.");
            } else if (!plain.isEmpty()) {
                name(plain, role, article);
            }
        }
    }

    private static void name(String name, String role, CitedArticle article) {
        List<String> parts = split(name, ",");
        if (parts.size() == 1) {
            if (isHeldTogether(name)) {
                article.people().organization(role, Latex.text(name));
            } else {
                inSpokenOrder(name, role, article);
            }
            return;
        }
        String given = parts.size() == 2 ? parts.get(1) : String.join(", ", parts.subList(2, parts.size()));
        String suffix = parts.size() == 2 ? null : parts.get(1);
        article.people()
                .person(role, Latex.text(parts.get(0)), Latex.text(given), suffix == null ? null : Latex.text(suffix));
    }

    /** Given names, then what begins with a small letter as part of the family name, or the last word alone. */
    private static void inSpokenOrder(String name, String role, CitedArticle article) {
        List<String> words = split(name, " ");
        int family = words.size() - 1;
        for (int i = 1; i < words.size() - 1; i++) {
            if (Character.isLowerCase(words.get(i).codePointAt(0))) {
                family = i;
                break;
            }
        }
        article.people()
                .person(
                        role,
                        Latex.text(String.join(" ", words.subList(family, words.size()))),
                        Latex.text(String.join(" ", words.subList(0, family))),
                        null);
    }

    private static boolean isHeldTogether(String name) {
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

    /** Split where this stands outside of braces. */
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
