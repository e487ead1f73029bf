package org.offprint.formats.jats.contributors;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.ContributorDraft;
import org.offprint.formats.xml.XmlElement;
import org.offprint.kernel.identifiers.Email;

/** Addresses within a note or an affiliation, each given to the one whose it is beyond doubt. */
final class JatsEmails {

    /** Initials, or a name, in parentheses right after an address. */
    private static final Pattern AFTER = Pattern.compile("^\\s*\\(([^()]{2,60})\\)");

    /** Words between two addresses that say nothing. */
    private static final Pattern BETWEEN = Pattern.compile("(?i)[\\s,;:/&|.]+|and|or|e-?mail");

    private static final Pattern PRINTED =
            Pattern.compile("[\\p{Alnum}._%+-]{1,64}@[\\p{Alnum}-]{1,63}(?:\\.[\\p{Alnum}-]{1,63}){1,8}");
    /** An address with the word for it, or that word at the end, where the address was. */
    private static final Pattern WITH_WORD = Pattern.compile(
            "(?i)\\(?(?:\\be-?mails?\\s?:?\\s?)?<?" + PRINTED.pattern() + ">?\\)?|\\be-?mails?\\s?:?\\s?<?>?(?=\\W*$)");

    private static final int LONGEST_NOTE = 5_000;

    private final List<XmlElement> emails = new ArrayList<>();
    private final List<StringBuilder> words = new ArrayList<>(List.of(new StringBuilder()));
    private final List<ContributorDraft> whose;
    private final ArticleDraft draft;

    /** @param whose those that an address can belong to */
    JatsEmails(XmlElement around, List<ContributorDraft> whose, ArticleDraft draft) {
        this.whose = whose;
        this.draft = draft;
        gather(around);
    }

    /** Reads addresses of a contributor: the first of several, and the others are reported. */
    static void own(XmlElement contrib, ContributorDraft contributor, ArticleDraft draft) {
        List<XmlElement> emails = new ArrayList<>(contrib.elements("email"));
        emails.addAll(contrib.at("address").elements("email"));
        emails.addAll(JatsNames.nameOf(JatsNames.collab(contrib)).elements("email"));
        for (XmlElement email : emails) {
            String address = address(email);
            email.mark();
            if (contributor.email() == null) {
                contributor.email(draft.parsed(address, Email::parse, email.path()));
            } else if (!contributor.email().equalsIgnoreCase(address)) {
                draft.unplaced(email.path(), address);
            }
        }
    }

    /** The only address that stands in the words of a note on one who has none. */
    static void printed(XmlElement note, ContributorDraft owner, ArticleDraft draft) {
        String words = note.text();
        if (words == null || words.length() > LONGEST_NOTE || words.indexOf('@') < 0 || owner.email() != null) {
            return;
        }
        List<String> printed = printedIn(words);
        if (printed.size() == 1) {
            owner.email(draft.parsed(printed.get(0), Email::parse, note.path()));
        }
    }

    /** The addresses among these words. */
    static List<String> printedIn(String words) {
        return PRINTED.matcher(words == null ? "" : words)
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
    }

    /** Words without the addresses printed among them, and without the word before each. */
    static String without(String words) {
        return WITH_WORD.matcher(words).replaceAll(" ").replaceAll("\\s+", " ").strip();
    }

    /** The addresses within an element, in whatever they stand. */
    static List<XmlElement> within(XmlElement around) {
        return around.within("email", "ext-link").stream()
                .filter(JatsEmails::isAddress)
                .toList();
    }

    private static boolean isAddress(XmlElement element) {
        return element.name().equals("email")
                || element.name().equals("ext-link") && "email".equals(element.attribute("ext-link-type"));
    }

    /** The address itself, which some have in the link alone. */
    static String address(XmlElement email) {
        String href = email.attribute("href");
        return email.text() != null || href == null ? email.text() : href.replaceFirst("(?i)^mailto:", "");
    }

    private void gather(XmlElement element) {
        for (Object child : element.content()) {
            if (!(child instanceof XmlElement inner)) {
                words.get(words.size() - 1).append(child);
            } else if (isAddress(inner)) {
                emails.add(inner);
                words.add(new StringBuilder());
            } else {
                gather(inner);
            }
        }
    }

    /** Assigns the addresses that it can; returns those that belong to nobody for certain. */
    List<XmlElement> place() {
        List<XmlElement> left = new ArrayList<>();
        boolean isAllOfOne = isAllOfOne();
        for (int i = 0; i < emails.size(); i++) {
            XmlElement said = emails.get(i);
            if (!draft.canCompare(1, whose.size(), words.get(i).length())) {
                left.add(said);
                continue;
            }
            ContributorDraft owner = isAllOfOne ? whose.get(0) : owner(i);
            boolean isFree = owner != null && owner.email() == null;
            Email email = isFree ? draft.parsed(address(said), Email::parse, said.path()) : null;
            if (email != null) {
                owner.email(email);
            } else if (!isFree && !isGiven(address(said))) {
                left.add(said);
            }
        }
        return left;
    }

    /** One address, or several with nothing said between them, of the only one whose they can be, who has the first. */
    private boolean isAllOfOne() {
        return whose.size() == 1
                && words.subList(0, words.size() - 1).stream().skip(1).allMatch(between -> BETWEEN.matcher(between)
                        .replaceAll("")
                        .isEmpty());
    }

    private boolean isGiven(String address) {
        return whose.stream().anyMatch(each -> String.valueOf(address).equalsIgnoreCase(each.email()));
    }

    private ContributorDraft owner(int number) {
        Matcher after = AFTER.matcher(words.get(number + 1));
        String told = after.find() ? after.group(1) : null;
        List<ContributorDraft> fitting = new ArrayList<>();
        for (ContributorDraft each : whose) {
            boolean isTold = told != null && (isInitials(told, each) || isNamed(told, each));
            boolean isBefore = told == null && isNamed(words.get(number).toString(), each);
            if (isTold || isBefore) {
                fitting.add(each);
            }
        }
        return fitting.size() == 1 ? fitting.get(0) : null;
    }

    private static boolean isInitials(String told, ContributorDraft contributor) {
        String letters = told.replaceAll("[^\\p{L}]", "").toLowerCase(Locale.ROOT);
        return letters.length() > 1 && letters.equals(initials(contributor));
    }

    private static String initials(ContributorDraft contributor) {
        String name = Objects.toString(contributor.given(), "") + " " + Objects.toString(contributor.family(), "");
        StringBuilder initials = new StringBuilder();
        for (String word : name.strip().split("[\\s.\u2010-]+")) {
            initials.append(word.isEmpty() ? "" : word.substring(0, word.offsetByCodePoints(0, 1)));
        }
        return initials.toString().toLowerCase(Locale.ROOT);
    }

    /** Reports whether the family name stands in these words. */
    static boolean isNamed(String words, ContributorDraft contributor) {
        String family = Objects.toString(contributor.family(), "");
        return family.length() > 1
                && Pattern.compile("(?<!\\p{L})" + Pattern.quote(family) + "(?!\\p{L})")
                        .matcher(words.replaceAll("\\s+", " "))
                        .find();
    }
}
