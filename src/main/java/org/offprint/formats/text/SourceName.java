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
 * Name of a person or organization in an import source.
 *
 * @param family family name of a person, or the only name of a person; null for an organization
 * @param given given names of a person who has a family name; may be null
 * @param suffix name suffix such as {@code Jr}; may be null
 * @param words name of an organization, or a name that cannot be parsed; null for a person
 */
public record SourceName(Kind kind, String family, String given, String suffix, String words) {

    /** Kind of a name: person, organization, unnamed people, or unknown. */
    public enum Kind {
        PERSON,
        ORGANIZATION,
        /** Unnamed people in a list of names, such as {@code et al.} */
        OTHERS,
        /** Name with too many commas for a personal name. */
        UNKNOWN
    }

    /**
     * Rule for recognizing particles such as "van" in personal names. If the given names come first, particles precede
     * the last word of a name and belong to the family name.
     */
    public enum Particles {
        /**
         * Particles are short lower-case words, except words that join two names. Names whose last word does not begin
         * with a capital letter have no particles.
         */
        SHORT(Pattern.compile("(?U)(?!(?:and|und|et)$)[\\p{Ll}][\\p{Ll}'\u2019]{1,9}")
                .asMatchPredicate()),
        /**
         * Particles are words that begin with a lower-case letter. If the last word of a name also begins with a
         * lower-case letter, the first word of the name is never a particle.
         */
        BIBTEX(word -> !word.isEmpty() && Character.isLowerCase(word.codePointAt(0)));

        private final Predicate<String> form;

        Particles(Predicate<String> form) {
            this.form = form;
        }
    }

    /** Regular expression for a generational suffix such as {@code Jr.} or {@code III}, without capturing groups. */
    public static final String GENERATIONS = "(?:[Jj]r|[Ss]r)\\.?|[2-5](?:nd|rd|th)|I{2,3}|IV";

    private static final Pattern GENERATION = Pattern.compile(GENERATIONS);

    /** Pattern of a family name followed by initials, such as {@code Smith JA} or {@code Smith J.A. Jr}. */
    private static final Pattern INITIALS_LAST =
            Pattern.compile("(?U)(\\p{L}[\\p{L}'\u2019 -]{1,100}) ((?:\\p{Lu}\\p{Ll}?\\.[ -]?){1,5}|\\p{Lu}{1,3})"
                    + "(?: (" + GENERATIONS + "))?");

    private static final Pattern OTHERS = Pattern.compile("(?i)(?:and )?(?:others|et al\\.?)");

    /** Pattern of a legal form, such as Ltd, that follows a company name after a comma. */
    private static final Pattern COMPANY = Pattern.compile("(?i)(?:inc|ltd|llc|gmbh|co|corp|plc)\\.?");

    /**
     * Maximum number of comma-separated segments in a personal name: family name, given names, generational suffix and
     * degree.
     */
    private static final int MAX_PARTS = 4;

    /** Returns the name of a person. Any argument may be null or blank. */
    public static SourceName person(String family, String given, String suffix) {
        boolean hasFamily = family != null && !family.isBlank();
        return new SourceName(
                Kind.PERSON, clean(hasFamily ? family : given), clean(hasFamily ? given : null), clean(suffix), null);
    }

    /** Joins the first name and the middle name. Returns null if both names are null. */
    public static String given(String first, String middle) {
        return middle == null ? first : first == null ? middle : first + " " + middle;
    }

    /** Returns the name of an organization. The argument may be null or blank. */
    public static SourceName organization(String name) {
        return new SourceName(Kind.ORGANIZATION, null, null, null, clean(name));
    }

    /** Returns whether a family name or the name of an organization is present. */
    public boolean hasName() {
        return family != null || words != null;
    }

    /**
     * Parses names whose order and kind are unknown: {@code Family, Given}, {@code Family, Given, Suffix}, {@code Given
     * Family}, {@code Family G.}, a single name, or an organization. Semicolons separate names.
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
            // Reference managers mark organizations with a comma at the end of the name.
            names.add(organization(parts.get(0)));
        } else if (parts.size() == 1) {
            names.add(spoken(parts.get(0), null));
        } else if (parts.size() == 2
                && isGeneration(parts.get(1))
                && parts.get(0).contains(" ")) {
            names.add(spoken(parts.get(0), parts.get(1)));
        } else if (parts.stream().allMatch(part -> initialsLast(part) != null)) {
            parts.forEach(part -> names.add(spoken(part, null)));
        } else if (parts.size() > MAX_PARTS) {
            names.add(new SourceName(Kind.UNKNOWN, null, null, null, name));
        } else {
            String suffix = parts.size() == 2 ? null : String.join(", ", parts.subList(2, parts.size()));
            names.add(person(parts.get(0), parts.get(1), suffix));
        }
    }

    /** Returns whether a name has exactly one comma, with text before and after it. */
    private static boolean isInverted(String name) {
        int comma = name.indexOf(',');
        return comma > 0 && comma < name.length() - 1 && name.indexOf(',', comma + 1) < 0;
    }

    /** Parses a name without commas: a family name with initials, or given names with a family name. */
    private static SourceName spoken(String name, String suffix) {
        Matcher initials = initialsLast(name);
        return initials == null
                ? spoken(List.of(name.split(" ", -1)), suffix, Particles.SHORT)
                : person(initials.group(1), initials.group(2), suffix == null ? initials.group(3) : suffix);
    }

    /**
     * Parses the words of a personal name in spoken order: given names, particles and the family name. If there are no
     * particles, only the last word is the family name.
     */
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

    /**
     * Parses a personal name in the format {@code Family, Given}. If the name does not have exactly one comma, the
     * whole name is used as the family name.
     */
    public static SourceName inverted(String said) {
        int comma = said == null ? -1 : said.indexOf(',');
        boolean isParted = comma > 0 && comma == said.lastIndexOf(',') && comma < said.length() - 1;
        return isParted ? person(said.substring(0, comma), said.substring(comma + 1), null) : person(said, null, null);
    }

    /**
     * Joins particles and a family name, without a space after an apostrophe. Arguments may be null. Returns null if
     * all arguments are null or blank.
     */
    public static String withParticles(String... parts) {
        String all =
                Stream.of(parts).filter(part -> part != null && !part.isBlank()).collect(Collectors.joining(" "));
        return all.isEmpty() ? null : all.replaceAll("(['\u2019]) ", "$1");
    }

    /** Returns whether a name denotes unnamed people, for example "et al.". */
    public static boolean isOthers(String name) {
        return OTHERS.matcher(name).matches();
    }

    /** Returns whether a string is a generational suffix such as {@code Jr.} or {@code III}. */
    public static boolean isGeneration(String part) {
        return GENERATION.matcher(part).matches();
    }

    private static boolean isOrganization(String name) {
        return OrganizationWords.areIn(name);
    }

    /**
     * Matches a family name followed by initials. Returns null if the name does not match, or if the initials could
     * also be a family name in capitals.
     */
    private static Matcher initialsLast(String name) {
        Matcher initials = INITIALS_LAST.matcher(name);
        if (!initials.matches()) {
            return null;
        }
        boolean isSure = initials.group(2).length() == 1 || initials.group(2).endsWith(".");
        return isSure || initials.group(1).chars().anyMatch(Character::isLowerCase) ? initials : null;
    }

    /** Normalizes whitespace. Returns null if the string is null or blank. */
    private static String clean(String text) {
        String clean = text == null ? "" : SourceText.clean(text);
        return clean.isBlank() ? null : clean;
    }

    /** Words that identify a name as the name of an organization. */
    private static final class OrganizationWords {

        private static final Set<String> WHOLE = new HashSet<>();
        /** Prefixes of words that identify an organization. */
        private static final Set<String> PREFIXES = new HashSet<>();

        private static final int MAX_WORD_LENGTH = 30;

        static {
            for (String word : Table.words("organization-words.txt")) {
                if (word.endsWith("*")) {
                    PREFIXES.add(word.substring(0, word.length() - 1));
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
                if (!isIn && i > begin && i - begin <= MAX_WORD_LENGTH && is(name.substring(begin, i))) {
                    return true;
                }
                begin = isIn ? begin : i + 1;
            }
            return false;
        }

        private static boolean is(String said) {
            String word = said.toLowerCase(Locale.ROOT);
            return WHOLE.contains(word)
                    || PREFIXES.stream().anyMatch(begin -> word.length() > begin.length() && word.startsWith(begin));
        }
    }
}
