package org.offprint.formats.draft;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.offprint.formats.text.SourceText;
import org.offprint.formats.text.TextWithoutTags;

/** Contributors as reference managers name them, in parts or in one text. */
public final class CitedPeople {

    private static final Pattern ORGANIZATION = Pattern.compile(
            "(?iu).*(?:&|\\b(?:group|universi\\w+|universit\u00E4t|school|hospital|college|faculty|academy|laborator\\w+|consortium|society|university|institut[eo]?|committee|team|network|collaboration|association"
                    + "|organi[sz]ation|cent(?:er|re)s?|council|foundation|federation|commission|ministry|department|initiative"
                    + "|bundesministerium|bundesamt|bundesanstalt|minist[e\u00E8\u00E9]r(?:e|io)|agency|ag[e\u00EA]ncia|agence|agencia"
                    + "|programme|program|investigators|press|inc|ltd|llc|gmbh)\\b).*|(?i)the\\s.*");

    /** What stands behind the name of a son or a grandson, as a regular expression without groups. */
    public static final String GENERATIONS = "(?:[Jj]r|[Ss]r)\\.?|[2-5](?:nd|rd|th)|I{2,3}|IV";

    private static final Pattern GENERATION = Pattern.compile(GENERATIONS);

    /** {@code Smith JA}, {@code Smith J.A. Jr}. */
    private static final Pattern INITIALS_LAST =
            Pattern.compile("(?U)(\\p{L}[\\p{L}'\u2019 -]{1,100}) ((?:\\p{Lu}\\p{Ll}?\\.[ -]?){1,5}|\\p{Lu}{1,3})"
                    + "(?: (" + GENERATIONS + "))?");

    private static final Pattern OTHERS = Pattern.compile("(?i)(?:and )?(?:others|et al\\.?)");

    /** What follows the name of a company behind a comma. */
    private static final Pattern COMPANY = Pattern.compile("(?i)(?:inc|ltd|llc|gmbh|co|corp|plc)\\.?");

    /** Such as {@code van} and {@code de la}, not what joins two names. */
    private static final Pattern PARTICLE = Pattern.compile("(?U)(?!(?:and|und|et)$)[\\p{Ll}][\\p{Ll}'\u2019]{1,9}");

    /** Family and given names, a generation, a degree. */
    private static final int MOST_PARTS = 4;

    private final Draft draft;

    CitedPeople(Draft draft) {
        this.draft = draft;
    }

    /** A person by the parts of the name; people of one name have it as family name. */
    public void person(String role, String family, String given, String suffix) {
        ObjectNode person = draft.body().objectNode();
        person.put("role", role).put("kind", "person");
        boolean hasFamily = family != null && !family.isBlank();
        Draft.put(person, "family", hasFamily ? family : given);
        Draft.put(person, "given", hasFamily ? given : null);
        Draft.put(person, "suffix", suffix);
        if (draft.isFull("contributors")) {
            draft.unplaced("contributors", family);
        } else if (person.has("family")) {
            draft.list("contributors").add(person);
        }
    }

    /** An organization. */
    public void organization(String role, String name) {
        if (draft.isFull("contributors")) {
            draft.unplaced("contributors", name);
        } else if (name != null && !name.isBlank()) {
            ObjectNode organization = draft.list("contributors").addObject();
            organization.put("role", role).put("kind", "organization").put("name", SourceText.clean(name));
        }
    }

    /**
     * {@code Family, Given}, {@code Family, Given, Suffix}, {@code Given Family}, {@code Family G.}, one name, or what is no
     * person's; several where semicolons stand between them.
     */
    public void named(String role, String said) {
        for (String name : TextWithoutTags.of(SourceText.clean(said)).split(" ?[;\uFF1B] ?")) {
            String[] people = name.split(" and ");
            boolean areAll = !ORGANIZATION.matcher(name).matches()
                    && Stream.of(people).allMatch(person -> person.matches("[^,]+,[^,]+"));
            for (String one : areAll ? people : new String[] {name}) {
                if (!one.isBlank()) {
                    one(role, one.strip());
                }
            }
        }
    }

    /** Whether it stands for people who are not named. */
    public static boolean isOthers(String name) {
        return OTHERS.matcher(name).matches();
    }

    /** Whether it is what stands behind the name of a son or a grandson. */
    public static boolean isGeneration(String part) {
        return GENERATION.matcher(part).matches();
    }

    private void one(String role, String name) {
        if (isOthers(name)) {
            draft.unplaced(role, "et al.");
            return;
        }
        List<String> parts = List.of(name.split(" ?, ?"));
        boolean isOrganization = ORGANIZATION.matcher(name).matches();
        if (parts.size() == 2 && COMPANY.matcher(parts.get(1)).matches()) {
            organization(role, name);
        } else if (parts.size() == 1 && (isOrganization || name.endsWith(","))) {
            // Reference managers tell by a comma behind it that it is no person.
            organization(role, parts.get(0));
        } else if (parts.size() == 1) {
            inSpokenOrder(role, parts.get(0), null);
        } else if (parts.size() == 2
                && isGeneration(parts.get(1))
                && parts.get(0).contains(" ")) {
            inSpokenOrder(role, parts.get(0), parts.get(1));
        } else if (parts.stream().allMatch(part -> initialsLast(part) != null)) {
            parts.forEach(part -> inSpokenOrder(role, part, null));
        } else if (parts.size() > MOST_PARTS) {
            draft.unplaced(role, name);
        } else {
            String suffix = parts.size() == 2 ? null : String.join(", ", parts.subList(2, parts.size()));
            person(role, parts.get(0), parts.get(1), suffix);
        }
    }

    private void inSpokenOrder(String role, String name, String suffix) {
        Matcher initials = initialsLast(name);
        if (initials != null) {
            person(role, initials.group(1), initials.group(2), suffix == null ? initials.group(3) : suffix);
            return;
        }
        int family = name.lastIndexOf(' ') + 1;
        boolean isNamed = family < name.length() && Character.isUpperCase(name.codePointAt(family));
        for (int begin = 0; isNamed && begin < family; begin = name.indexOf(' ', begin) + 1) {
            if (PARTICLE.matcher(name.substring(begin, name.indexOf(' ', begin)))
                    .matches()) {
                family = begin;
            }
        }
        person(role, name.substring(family), family == 0 ? null : name.substring(0, family - 1), suffix);
    }

    /** Null where the last word may as well be a family name in capitals. */
    private static Matcher initialsLast(String name) {
        Matcher initials = INITIALS_LAST.matcher(name);
        if (!initials.matches()) {
            return null;
        }
        boolean isSure = initials.group(2).length() == 1 || initials.group(2).endsWith(".");
        return isSure || initials.group(1).chars().anyMatch(Character::isLowerCase) ? initials : null;
    }
}
