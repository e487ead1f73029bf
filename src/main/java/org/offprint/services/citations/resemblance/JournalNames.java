package org.offprint.services.citations.resemblance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.offprint.journal.journals.JournalRef;
import org.offprint.references.tokens.PrintedWords;

/** Finds the journals named in a reference, by title, ISSN, initials or an abbreviation similar to ISO 4. */
public final class JournalNames {

    private static final Set<String> STOP_WORDS = Set.of(
            "a", "and", "d", "da", "das", "de", "del", "della", "der", "des", "di", "die", "do", "dos", "du", "e", "et",
            "for", "fur", "für", "in", "l", "la", "las", "le", "les", "los", "of", "on", "para", "the", "to", "und",
            "y");

    /** Minimum number of words in a journal title whose initials are used as its abbreviation. */
    private static final int MIN_INITIALS = 4;

    private record Name(UUID journal, List<String> words) {}

    private final Map<Integer, List<Name>> byFirstLetter = new HashMap<>();

    /** Names that consist of stop words, for example A&A. They are searched in the complete text of a reference. */
    private final List<Name> stopWordNames = new ArrayList<>();

    /** Journals by the initials of their titles, for example MNRAS. */
    private final Map<String, Set<UUID>> byInitials = new HashMap<>();

    /** Creates a lookup of the given journals in this service. */
    public JournalNames(List<JournalRef> journals) {
        for (JournalRef journal : journals) {
            Stream.concat(
                            Stream.of(journal.title(), journal.abbreviation()),
                            journal.issns().stream().map(issn -> issn.value().toString()))
                    .filter(Objects::nonNull)
                    .forEach(name -> add(journal.id(), name));
        }
    }

    /** Creates a lookup of journals from their titles, abbreviations and ISSNs. */
    public JournalNames(Map<UUID, List<String>> names) {
        names.forEach((journal, each) -> each.forEach(name -> add(journal, name)));
    }

    private void add(UUID journal, String name) {
        List<String> all = PrintedWords.words(name);
        List<String> words = withoutStopWords(all);
        if (words.size() > 1 && STOP_WORDS.containsAll(words)) {
            stopWordNames.add(new Name(journal, words));
        } else if (!words.isEmpty()) {
            if (words.size() >= MIN_INITIALS) {
                byInitials
                        .computeIfAbsent(initials(words), absent -> new HashSet<>())
                        .add(journal);
            }
            byFirstLetter
                    .computeIfAbsent(words.get(0).codePointAt(0), absent -> new ArrayList<>())
                    .add(new Name(journal, words));
        }
    }

    private static String initials(List<String> words) {
        StringBuilder initials = new StringBuilder();
        words.forEach(word -> initials.appendCodePoint(word.codePointAt(0)));
        return initials.toString();
    }

    private static List<String> withoutStopWords(List<String> words) {
        List<String> rest =
                words.stream().filter(word -> !STOP_WORDS.contains(word)).toList();
        return rest.isEmpty() ? words : rest;
    }

    /** Returns the ids of the journals named in the reference. */
    public Set<UUID> in(PrintedWords printed) {
        Set<UUID> named = new HashSet<>();
        List<String> words = printed.all().stream()
                .filter(word -> !STOP_WORDS.contains(word))
                .toList();
        for (Name name : stopWordNames) {
            if (printed.find(name.words()) >= 0) {
                named.add(name.journal());
            }
        }
        for (int i = 0; i < words.size(); i++) {
            named.addAll(byInitials.getOrDefault(words.get(i), Set.of()));
            for (Name name : byFirstLetter.getOrDefault(words.get(i).codePointAt(0), List.of())) {
                if (!named.contains(name.journal()) && matchesAt(name.words(), words, i)) {
                    named.add(name.journal());
                }
            }
        }
        return named;
    }

    private static boolean matchesAt(List<String> name, List<String> words, int at) {
        if (at + name.size() > words.size()) {
            return false;
        }
        if (name.size() == 1) {
            return name.get(0).equals(words.get(at));
        }
        for (int i = 0; i < name.size(); i++) {
            if (!abbreviates(words.get(at + i), name.get(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns whether a word abbreviates another word. An abbreviation is the word itself, a prefix of the word, or the
     * first two letters followed by some later letters in order.
     */
    private static boolean abbreviates(String word, String whole) {
        if (whole.startsWith(word)) {
            return word.equals(whole) || !Character.isDigit(whole.charAt(0));
        }
        if (word.length() < 3 || word.length() >= whole.length() || !whole.startsWith(word.substring(0, 2))) {
            return false;
        }
        int at = 0;
        for (int i = 0; i < whole.length() && at < word.length(); i++) {
            at += whole.charAt(i) == word.charAt(at) ? 1 : 0;
        }
        return at == word.length();
    }
}
