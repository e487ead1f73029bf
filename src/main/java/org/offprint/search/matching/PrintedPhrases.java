package org.offprint.search.matching;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.offprint.journal.affiliations.parsing.ComparedWords;
import org.offprint.journal.affiliations.parsing.ComparedWords.ComparedWord;
import org.offprint.journal.affiliations.parsing.CountryNames;
import org.offprint.journal.affiliations.parsing.OrganizationTerms;

/** Words of a printed affiliation, normalized for comparison, with the positions of its commas. */
final class PrintedPhrases {

    /**
     * Maximum number of words in an organization name that is searched for within an affiliation. In the affiliation
     * itself, at most {@link #MAX_WORDS} words are checked.
     */
    private static final int MAX_NAME_WORDS = 12;

    private static final int MAX_WORDS = 80;
    /**
     * Maximum number of comma-separated parts in one organization name. In the affiliation itself, at most {@link
     * #MAX_PARTS} parts are checked.
     */
    private static final int MAX_NAME_PARTS = 6;

    private static final int MAX_PARTS = 60;

    /** Maximum number of words in the name of a university whose words can be in a different order. */
    private static final int MAX_REORDERED_WORDS = 4;

    private final List<ComparedWord> printed = new ArrayList<>();
    private final List<String> words;

    /** Indexes of the words that follow a comma in the affiliation. */
    private final TreeSet<Integer> commas = new TreeSet<>();

    PrintedPhrases(List<String> segments) {
        commas.add(0);
        for (String segment : segments) {
            printed.addAll(ComparedWords.comparedWords(segment));
            commas.add(printed.size());
        }
        words = printed.stream().map(ComparedWord::word).toList();
    }

    List<String> words() {
        return words;
    }

    boolean isComma(int place) {
        return commas.contains(place);
    }

    /**
     * Returns the phrases of an affiliation that begin and end at a comma, normalized for comparison. Only such phrases
     * can be certain matches if they consist of one word.
     */
    Set<String> wholes() {
        Set<String> wholes = new HashSet<>();
        List<Integer> places = commas.stream().limit(MAX_PARTS).toList();
        for (int i = 0; i < places.size(); i++) {
            int from = places.get(i);
            for (int j = i + 1; j < places.size() && j <= i + MAX_NAME_PARTS; j++) {
                add(from, places.get(j), wholes);
            }
            int end = i + 1 < places.size() ? places.get(i + 1) : from;
            for (int until = from + 1; until < end; until++) {
                if (isUniversity(words.subList(from, until), until)) {
                    add(from, until, wholes);
                }
            }
        }
        return wholes;
    }

    /** Returns all sequences of two or more words in the affiliation, normalized for comparison. */
    Set<String> runs() {
        Set<String> runs = new HashSet<>();
        int end = Math.min(MAX_WORDS, words.size());
        for (int from = 0; from < end; from++) {
            for (int until = from + 2; until <= Math.min(end, from + MAX_NAME_WORDS); until++) {
                add(from, until, runs);
            }
        }
        return runs;
    }

    private void add(int from, int until, Set<String> to) {
        if (from < until) {
            List<String> phrase = words.subList(from, until);
            to.add(String.join(" ", phrase));
            List<String> reordered = reordered(phrase);
            if (reordered != null) {
                to.add(String.join(" ", reordered));
            }
        }
    }

    /**
     * Returns the name of a university with its words in the other usual order, for example "oxford university" for
     * "university oxford". Returns null if the words are not such a name.
     */
    static List<String> reordered(List<String> name) {
        int last = name.size() - 1;
        if (last < 1 || last >= MAX_REORDERED_WORDS) {
            return null;
        }
        List<String> reordered = new ArrayList<>(name);
        if (name.get(0).equals(OrganizationTerms.UNIVERSITY)) {
            reordered.add(reordered.remove(0));
        } else if (name.get(last).equals(OrganizationTerms.UNIVERSITY)) {
            reordered.add(0, reordered.remove(last));
        } else {
            return null;
        }
        return reordered;
    }

    /**
     * Returns whether the words before {@code end} are the name of a Chinese university. In Chinese, a department
     * follows its university without a comma. An affiliated hospital also follows without a comma, but is a separate
     * organization.
     */
    boolean isUniversity(List<String> wanted, int end) {
        int length = wanted.size();
        return length > 3
                && wanted.get(length - 2).equals("大")
                && wanted.get(length - 1).matches("[学學]")
                && !words.get(end).equals("附");
    }

    /**
     * Returns whether a name can begin at a word that does not follow a comma. The words before the name must be the
     * name of a department, as in "Department of Physics University of York" or "School of Law at Duke University".
     */
    boolean followsDepartment(int from) {
        List<String> before = words.subList(commas.floor(from), from);
        if (before.isEmpty() || printed.get(from).followsConjunction() || namesOrganization(before)) {
            return false;
        }
        boolean isDepartment = before.stream()
                .anyMatch(word -> ComparedWords.isOne(word, OrganizationTerms.DEPARTMENTS)
                        || ComparedWords.isOne(word, OrganizationTerms.INSTITUTES));
        String last = before.get(before.size() - 1);
        boolean isSubject = ComparedWords.isOne(last, OrganizationTerms.SUBJECTS);
        boolean isUnit = ComparedWords.isOne(last, OrganizationTerms.INSTITUTES);
        boolean isHead = words.get(from).equals(OrganizationTerms.UNIVERSITY);
        return printed.get(from).followsPreposition() && isDepartment
                || isHead && (isSubject || isUnit)
                || isSubject && isDepartment;
    }

    /**
     * Returns whether a name can end before a word that does not follow a comma. The words after the name must be a
     * department of a university, or a place, as in "University of York York UK" or "Duke University School of Law".
     *
     * @param places names of the places of the organization
     */
    boolean precedesDepartment(int until, boolean isUniversity, List<List<String>> places) {
        List<String> after = words.subList(until, commas.ceiling(until));
        if (after.isEmpty() || printed.get(until).followsConjunction() || namesOrganization(after)) {
            return false;
        }
        boolean isUnit = isUniversity && isUnit(until, after);
        return isUnit || Character.isDigit(after.get(0).charAt(0)) || isPlace(after, places);
    }

    private boolean isUnit(int until, List<String> after) {
        String first = after.get(0);
        boolean isFaculty = ComparedWords.isOne(first, OrganizationTerms.DEPARTMENTS) || first.equals("college");
        boolean isOf = after.size() > 1 && printed.get(until + 1).followsPreposition();
        boolean isSchool = after.size() > 1
                && after.get(1).equals("school")
                && ComparedWords.isOne(first, OrganizationTerms.PARTS_OF_ANY_UNIVERSITY);
        return isFaculty && isOf || isSchool || first.equals("campus") || first.equals("department");
    }

    private static boolean isPlace(List<String> after, List<List<String>> places) {
        for (List<String> place : places) {
            if (!place.isEmpty()
                    && after.size() >= place.size()
                    && after.subList(0, place.size()).equals(place)) {
                return true;
            }
        }
        return CountryNames.named(after) != null
                || after.size() == 1 && after.get(0).equals("us");
    }

    private static boolean namesOrganization(List<String> words) {
        return words.stream()
                .anyMatch(word -> word.equals(OrganizationTerms.UNIVERSITY)
                        || ComparedWords.isOne(word, OrganizationTerms.SEPARATE));
    }
}
