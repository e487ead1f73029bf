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
import org.offprint.search.matching.NameResemblance.ScoredOrganization;

/**
 * Detects whether a printed affiliation names a second organization in addition to the best candidate, possibly one
 * that is unknown to this service. For example, "Institute of Oncology, University of Shelbyville" may refer to a
 * different institute than the known institute with the same name.
 */
final class OtherOrganizations {

    /**
     * Nouns that mean "university". Derived words are excluded, because they occur in names of streets and hospitals.
     */
    private static final Set<String> UNIVERSITIES = Table.words("organization-terms.tsv", "university-noun");

    /**
     * Words that mean "hospital". The university in the name of a university hospital does not count as a second
     * organization.
     */
    private static final Set<String> HOSPITALS = Table.words("organization-terms.tsv", "hospital");

    private final List<String> segments;

    OtherOrganizations(List<String> segments) {
        this.segments = segments;
    }

    /**
     * Returns whether the affiliation names another organization in addition to the best candidate.
     *
     * @param isKin tests whether the words in a range, from start to end, are the name of a child or parent
     *     organization of the best candidate
     */
    boolean isOtherNamed(ScoredOrganization best, Predicate<int[]> isKin) {
        boolean isUniversity = namesUniversity(best.name());
        List<String> own = new ArrayList<>();
        List<String> others = new ArrayList<>();
        boolean isOther = false;
        boolean isAfterInstitute = false;
        int from = 0;
        for (String segment : segments) {
            List<String> words = ComparedWords.significantWords(segment);
            int until = from + words.size();
            boolean isOwn = best.from() < until && from < best.from() + best.length();
            (isOwn ? own : others).add(segment);
            boolean names = isUniversity
                    ? namesUniversity(segment) && !ComparedWords.hasOne(segment, HOSPITALS)
                    : namesUniversity(segment) || namesSchool(segment);
            boolean isAnother = !isOwn && !isCalledSo(best, words) && !isKin.test(new int[] {from, until});
            // The wording "One Institute, and the Department of another" refers equally to both organizations.
            isOther |= isAnother && names || isAfterInstitute && ComparedWords.startsWithAnd(segment);
            isAfterInstitute |= isAnother && isInstitute(segment);
            from = until;
        }
        return isOther || isJoined(own, others);
    }

    /** Returns whether the affiliation joins the organization and a university by "and". */
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

    /**
     * Returns whether a part of the affiliation names a specific school or college, for example "Springfield Medical
     * School", but not "School of Medicine".
     */
    private static boolean namesSchool(String segment) {
        List<String> words = ComparedWords.significantWords(segment);
        int at = Math.max(words.indexOf("school"), words.indexOf("college"));
        return at > 0
                && !OrganizationTerms.PARTS_OF_ANY_UNIVERSITY.contains(words.get(0))
                && !OrganizationTerms.STREET.matcher(segment).find();
    }

    /**
     * Returns whether the words contain a name of the best candidate in any language. Further words, such as the name
     * of the parent organization, may precede or follow the name.
     */
    private static boolean isCalledSo(ScoredOrganization best, List<String> words) {
        JsonNode affiliation = best.affiliation();
        List<String> names = new ArrayList<>(List.of(affiliation.path("name").asText()));
        affiliation.path("names").forEach(name -> names.add(name.asText()));
        names.add(best.name());
        return names.stream()
                .map(ComparedWords::significantWords)
                .anyMatch(name -> !name.isEmpty() && Collections.indexOfSubList(words, name) >= 0);
    }
}
