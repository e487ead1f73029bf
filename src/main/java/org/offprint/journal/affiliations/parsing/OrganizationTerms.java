package org.offprint.journal.affiliations.parsing;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.offprint.kernel.text.Table;

/**
 * Words that identify organizations, departments and streets in a printed affiliation. A word that ends in an asterisk
 * matches all words with that prefix.
 */
public final class OrganizationTerms {

    /** Groups of words that identify organizations, most reliable group first. */
    public static final List<Set<String>> ORGANIZATIONS =
            List.of(words("university"), words("organization"), words("unit"));

    /** Normalized form of "university" and its translations in organization names. */
    public static final String UNIVERSITY = "university";

    /** Nouns such as "institute", which name an organization or a part of a university. */
    public static final Set<String> INSTITUTES = words("institute");

    /** Last words in the names of departments, such as "physics". */
    public static final Set<String> SUBJECTS = words("subject");

    /** First words in the names of departments that any university has, for example "dental" in "dental school". */
    public static final Set<String> PARTS_OF_ANY_UNIVERSITY = words("part-of-any-university");

    /**
     * Nouns that name an organization in its own right, even if the name of a university is next to the noun. For
     * example, a university hospital is not the university.
     */
    public static final Set<String> SEPARATE = words("separate");

    static final Set<String> SCHOOLS = words("school");

    public static final Set<String> DEPARTMENTS = words("department");

    public static final Pattern STREET = Pattern.compile(
            "(?iu).*\\b(street|str|strasse|straße|road|rd|avenue|ave|av|avenida|rua|calle|via|rue|blvd|boulevard|drive|lane"
                    + "|box|p\\.?o|route|allee|weg|platz|square|campus|building|floor|no)\\b.*|.*(路|街|号).*");

    /**
     * Words too common to identify an organization. Many organizations share a name that consists only of such words.
     */
    public static final Set<String> INDISTINCT_WORDS = words("little");

    private OrganizationTerms() {}

    private static Set<String> words(String group) {
        return Table.words("organization-terms.tsv", group);
    }

    /** Returns whether the segment appears to be the name of an organization or an organizational unit. */
    static boolean isOrganization(String segment) {
        return ComparedWords.hasOne(segment, DEPARTMENTS)
                || ORGANIZATIONS.stream().anyMatch(words -> ComparedWords.hasOne(segment, words));
    }

    public static boolean isUniversity(String segment) {
        return ComparedWords.hasOne(segment, ORGANIZATIONS.get(0));
    }
}
