package org.offprint.formats.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.offprint.kernel.text.Table;

/**
 * A name as a source states it.
 *
 * @param family of a person; people of one name have it as family name. Null for others
 * @param given of a person who has a family name; may be null
 * @param suffix such as {@code Jr}; may be null
 * @param words the name of an organization, or the text of a name that cannot be told; null for a person
 */
public record SourceName(Kind kind, String family, String given, String suffix, String words) {

    /** The kinds of names. */
    public enum Kind {
        PERSON,
        ORGANIZATION,
        /** People who are not named: {@code et al.} */
        OTHERS,
        /** More parts than a name has. */
        UNKNOWN
    }

    /** The words before the last one of a name in spoken order that begin the family name. */
    public enum Particles {
        /** Short words in small letters, but none that joins two names, and only before a word with a capital. */
        SHORT(Pattern.compile("(?U)(?!(?:and|und|et)$)[\\p{Ll}][\\p{Ll}'\u2019]{1,9}")
                .asMatchPredicate()),
        /** Words that begin with a small letter; the first word alone is none before a last word in small letters. */
        BIBTEX(word -> !word.isEmpty() && Character.isLowerCase(word.codePointAt(0)));

        private final Predicate<String> form;

        Particles(Predicate<String> form) {
            this.form = form;
        }
    }

    /** Stands behind the name of a son or a grandson, as a regular expression without groups. */
    public static final String GENERATIONS = "(?:[Jj]r|[Ss]r)\\.?|[2-5](?:nd|rd|th)|I{2,3}|IV";

    private static final Pattern GENERATION = Pattern.compile(GENERATIONS);

    /** {@code Smith JA}, {@code Smith J.A. Jr}. */
    private static final Pattern INITIALS_LAST =
            Pattern.compile("(?U)(\\p{L}[\\p{L}'\u2019 -]{1,100}) ((?:\\p{Lu}\\p{Ll}?\\.[ -]?){1,5}|\\p{Lu}{1,3})"
                    + "(?: (" + GENERATIONS + "))?");

    private static final Pattern OTHERS = Pattern.compile("(?i)(?:and )?(?:others|et al\\.?)");

    /** Follows the name of a company behind a comma. */
    private static final Pattern COMPANY = Pattern.compile("(?i)(?:inc|ltd|llc|gmbh|co|corp|plc)\\.?");

    /** Family and given names, a generation, a degree. */
    private static final int MOST_PARTS = 4;

    /** A person by the parts of the name; any of them may be null or blank. */
    public static SourceName person(String family, String given, String suffix) {
        boolean hasFamily = family != null && !family.isBlank();
        return new SourceName(
                Kind.PERSON, clean(hasFamily ? family : given), clean(hasFamily ? given : null), clean(suffix), null);
    }

    /** Joins first and middle name; null where there is neither. */
    public static String given(String first, String middle) {
        return middle == null ? first : first == null ? middle : first + " " + middle;
    }

    /** An organization; its name may be null or blank. */
    public static SourceName organization(String name) {
        return new SourceName(Kind.ORGANIZATION, null, null, null, clean(name));
    }

    /** Reports whether there is a name in it. */
    public boolean isSaid() {
        return family != null || words != null;
    }

    /**
     * Reads names of which a text tells neither order nor kind: {@code Family, Given}, {@code Family, Given, Suffix},
     * {@code Given Family}, {@code Family G.}, one name, or an organization; several where semicolons stand between them.
     */
    public static List<SourceName> all(String said) {
        List<SourceName> names = new ArrayList<>();
        for (String name : TextWithoutTags.of(SourceText.clean(said)).split(" ?[;\uFF1B] ?")) {
            String[] people = name.split(" and ");
            boolean areAll =
                    people.length > 1 && Stream.of(people).allMatch(SourceName::isInverted) && !isOrganization(name);
            for (String one : areAll ? people : new String[] {name}) {
                if (!one.isBlank()) {
                    add(names, one.strip());
                }
            }
        }
        return names;
    }

    private static void add(List<SourceName> names, String name) {
        if (isOthers(name)) {
            names.add(new SourceName(Kind.OTHERS, null, null, null, "et al."));
            return;
        }
        List<String> parts = List.of(name.split(" ?, ?"));
        if (parts.size() == 2 && COMPANY.matcher(parts.get(1)).matches()) {
            names.add(organization(name));
        } else if (parts.size() == 1 && (isOrganization(name) || name.endsWith(","))) {
            // Reference managers tell by a comma behind it that it is no person.
            names.add(organization(parts.get(0)));
        } else if (parts.size() == 1) {
            names.add(spoken(parts.get(0), null));
        } else if (parts.size() == 2
                && isGeneration(parts.get(1))
                && parts.get(0).contains(" ")) {
            names.add(spoken(parts.get(0), parts.get(1)));
        } else if (parts.stream().allMatch(part -> initialsLast(part) != null)) {
            parts.forEach(part -> names.add(spoken(part, null)));
        } else if (parts.size() > MOST_PARTS) {
            names.add(new SourceName(Kind.UNKNOWN, null, null, null, name));
        } else {
            String suffix = parts.size() == 2 ? null : String.join(", ", parts.subList(2, parts.size()));
            names.add(person(parts.get(0), parts.get(1), suffix));
        }
    }

    /** Reports whether a name has one comma, with something before and behind it. */
    private static boolean isInverted(String name) {
        int comma = name.indexOf(',');
        return comma > 0 && comma < name.length() - 1 && name.indexOf(',', comma + 1) < 0;
    }

    /** Initials behind the family name, or given names before it. */
    private static SourceName spoken(String name, String suffix) {
        Matcher initials = initialsLast(name);
        return initials == null
                ? spoken(List.of(name.split(" ", -1)), suffix, Particles.SHORT)
                : person(initials.group(1), initials.group(2), suffix == null ? initials.group(3) : suffix);
    }

    /** Reads the words of a name in spoken order: given names, particles and the family name, or the last word alone. */
    public static SourceName spoken(List<String> words, String suffix, Particles particles) {
        int last = words.size() - 1;
        boolean isNamed = !words.get(last).isEmpty()
                && Character.isUpperCase(words.get(last).codePointAt(0));
        int family = isNamed ? 0 : particles == Particles.BIBTEX ? 1 : last;
        while (family < last && !particles.form.test(words.get(family))) {
            family++;
        }
        family = Math.min(family, last);
        return person(
                String.join(" ", words.subList(family, words.size())),
                String.join(" ", words.subList(0, family)),
                suffix);
    }

    /** Reads {@code Family, Given}; a text with no comma or with several is a family name as a whole. */
    public static SourceName inverted(String said) {
        int comma = said == null ? -1 : said.indexOf(',');
        boolean isParted = comma > 0 && comma == said.lastIndexOf(',') && comma < said.length() - 1;
        return isParted ? person(said.substring(0, comma), said.substring(comma + 1), null) : person(said, null, null);
    }

    /** Joins particles and a family name, with no blank behind an apostrophe; each may be null. Null where all are. */
    public static String withParticles(String... parts) {
        String all =
                Stream.of(parts).filter(part -> part != null && !part.isBlank()).collect(Collectors.joining(" "));
        return all.isEmpty() ? null : all.replaceAll("(['\u2019]) ", "$1");
    }

    /** Reports whether it stands for people who are not named. */
    public static boolean isOthers(String name) {
        return OTHERS.matcher(name).matches();
    }

    /** Reports whether it stands behind the name of a son or a grandson. */
    public static boolean isGeneration(String part) {
        return GENERATION.matcher(part).matches();
    }

    private static boolean isOrganization(String name) {
        return OrganizationWords.areIn(name);
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

    /** Null for a text that says nothing. */
    private static String clean(String text) {
        String clean = text == null ? "" : SourceText.clean(text);
        return clean.isBlank() ? null : clean;
    }

    /** Words by which an organization is told from a person. */
    private static final class OrganizationWords {

        private static final Set<String> WHOLE = new HashSet<>();
        /** Of words that may go on with other letters, by what they begin with. */
        private static final Set<String> BEGINNINGS = new HashSet<>();

        private static final int LONGEST = 30;

        static {
            for (String word : Table.words("organization-words.txt")) {
                if (word.endsWith("*")) {
                    BEGINNINGS.add(word.substring(0, word.length() - 1));
                } else {
                    WHOLE.add(word);
                }
            }
        }

        static boolean areIn(String name) {
            if (name.indexOf('&') >= 0 || name.regionMatches(true, 0, "the ", 0, 4)) {
                return true;
            }
            int begin = 0;
            for (int i = 0; i <= name.length(); i++) {
                boolean isIn =
                        i < name.length() && (Character.isLetterOrDigit(name.charAt(i)) || name.charAt(i) == '_');
                if (!isIn && i > begin && i - begin <= LONGEST && is(name.substring(begin, i))) {
                    return true;
                }
                begin = isIn ? begin : i + 1;
            }
            return false;
        }

        private static boolean is(String said) {
            String word = said.toLowerCase(Locale.ROOT);
            return WHOLE.contains(word)
                    || BEGINNINGS.stream().anyMatch(begin -> word.length() > begin.length() && word.startsWith(begin));
        }
    }
}
