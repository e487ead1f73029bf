package org.offprint.search.matching;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.offprint.journal.affiliations.parsing.ComparedWords;
import org.offprint.journal.affiliations.parsing.OrganizationTerms;
import org.offprint.kernel.text.Table;
import org.offprint.search.matching.NameResemblance.Found;

/**
 * Detects an affiliation as printed that names a second organization beside the likeliest, which may not be held here:
 * an "Institute of Oncology, University of Shelbyville" need not be the institute of that name that is held.
 */
final class OtherOrganizations {

    /** Nouns alone: what is called after one, such as a street or a hospital, is none. */
    private static final Set<String> UNIVERSITIES = Table.words("organization-terms.tsv", "university-noun");

    /** Words of hospitals: those of a university are called after it, and are no second organization beside it. */
    private static final Set<String> HOSPITALS = Table.words("organization-terms.tsv", "hospital");

    /** Beginnings of names that are parts of any university. */
    private static final Set<String> OF_ANY = Table.words("organization-terms.tsv", "part-of-any-university");

    private final List<String> segments;

    OtherOrganizations(List<String> segments) {
        this.segments = segments;
    }

    /**
     * Reports whether there is one.
     *
     * @param isKin whether what stands in these words, from and until, is held and a part or the whole of the best
     */
    boolean beside(Found best, Predicate<int[]> isKin) {
        boolean isUniversity = namesUniversity(best.name());
        List<String> own = new ArrayList<>();
        List<String> others = new ArrayList<>();
        boolean isOther = false;
        boolean isAfterInstitute = false;
        int from = 0;
        for (String segment : segments) {
            List<String> words = ComparedWords.compared(segment);
            int until = from + words.size();
            boolean isOwn = best.from() < until && from < best.from() + best.length();
            (isOwn ? own : others).add(segment);
            boolean names = isUniversity
                    ? namesUniversity(segment) && !ComparedWords.hasOne(segment, HOSPITALS)
                    : namesUniversity(segment) || namesSchool(segment);
            boolean isAnother = !isOwn && !isCalledSo(best, words) && !isKin.test(new int[] {from, until});
            // "One Institute, and the Department of another": of one as much as of the other.
            isOther |= isAnother && names || isAfterInstitute && ComparedWords.startsWithAnd(segment);
            isAfterInstitute |= isAnother && isInstitute(segment);
            from = until;
        }
        return isOther || isJoined(own, others);
    }

    /** Reports whether an "and" joins it with a university. */
    private static boolean isJoined(List<String> own, List<String> others) {
        return others.stream().anyMatch(ComparedWords::isAndUniversity)
                || own.stream().anyMatch(ComparedWords::startsWithAnd)
                        && others.stream().anyMatch(OrganizationTerms::isUniversity);
    }

    private static boolean namesUniversity(String segment) {
        return ComparedWords.hasOne(segment, UNIVERSITIES)
                && !OrganizationTerms.STREET.matcher(segment).find();
    }

    private static boolean isInstitute(String segment) {
        return ComparedWords.hasOne(segment, OrganizationTerms.ORGANIZATIONS.get(1))
                && !ComparedWords.hasOne(segment, OrganizationTerms.DEPARTMENTS);
    }

    /** A school or college with a name of its own: "Springfield Medical School", not "School of Medicine". */
    private static boolean namesSchool(String segment) {
        List<String> words = ComparedWords.compared(segment);
        int at = Math.max(words.indexOf("school"), words.indexOf("college"));
        return at > 0
                && !OF_ANY.contains(words.get(0))
                && !OrganizationTerms.STREET.matcher(segment).find();
    }

    /** Reports whether the words hold another name of the same: in a second language, or with what it is a part of. */
    private static boolean isCalledSo(Found best, List<String> words) {
        JsonNode affiliation = best.affiliation();
        List<String> names = new ArrayList<>(List.of(affiliation.path("name").asText()));
        affiliation.path("names").forEach(name -> names.add(name.asText()));
        names.add(best.name());
        return names.stream()
                .map(ComparedWords::compared)
                .anyMatch(name -> !name.isEmpty() && Collections.indexOfSubList(words, name) >= 0);
    }
}
