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

/** Assigns the email addresses in a note or an affiliation to contributors if the owner is certain. */
final class JatsEmails {

    /** Initials or a name in parentheses immediately after an email address. */
    private static final Pattern AFTER = Pattern.compile("^\\s*\\(([^()]{2,60})\\)");

    /** Insignificant text between two email addresses, for example "and". */
    private static final Pattern BETWEEN = Pattern.compile("(?i)[\\s,;:/&|.]+|and|or|e-?mail");

    private static final Pattern PRINTED =
            Pattern.compile("[\\p{Alnum}._%+-]{1,64}@[\\p{Alnum}-]{1,63}(?:\\.[\\p{Alnum}-]{1,63}){1,8}");
    /**
     * Email address with the word "email" before it, or the word "email" at the end of a note if the address was
     * removed.
     */
    private static final Pattern WITH_WORD = Pattern.compile(
            "(?i)\\(?(?:\\be-?mails?\\s?:?\\s?)?<?" + PRINTED.pattern() + ">?\\)?|\\be-?mails?\\s?:?\\s?<?>?(?=\\W*$)");

    private static final int MAX_NOTE_LENGTH = 5_000;

    private final List<XmlElement> emails = new ArrayList<>();
    private final List<StringBuilder> words = new ArrayList<>(List.of(new StringBuilder()));
    private final List<ContributorDraft> candidates;
    private final ArticleDraft draft;

    /**
     * Collects the email addresses within an element.
     *
     * @param whose contributors who may own the email addresses
     */
    JatsEmails(XmlElement around, List<ContributorDraft> whose, ArticleDraft draft) {
        this.candidates = whose;
        this.draft = draft;
        gather(around);
    }

    /**
     * Reads the email addresses of a contributor. The first email address is imported, and the remaining addresses are
     * reported as unmapped.
     */
    static void own(XmlElement contrib, ContributorDraft contributor, ArticleDraft draft) {
        List<XmlElement> emails = new ArrayList<>(contrib.elements("email"));
        emails.addAll(contrib.at("address").elements("email"));
        emails.addAll(JatsNames.nameOf(JatsNames.collab(contrib)).elements("email"));
        for (XmlElement email : emails) {
            String address = address(email);
            email.markPlaced();
            if (contributor.email() == null) {
                contributor.email(draft.parsed(address, Email::parse, email.path()));
            } else if (!contributor.email().equalsIgnoreCase(address)) {
                draft.unplaced(email.path(), address);
            }
        }
    }

    /** Assigns the only email address printed in a note to a contributor without an email address. */
    static void printed(XmlElement note, ContributorDraft owner, ArticleDraft draft) {
        String words = note.text();
        if (words == null || words.length() > MAX_NOTE_LENGTH || words.indexOf('@') < 0 || owner.email() != null) {
            return;
        }
        List<String> printed = printedIn(words);
        if (printed.size() == 1) {
            owner.email(draft.parsed(printed.get(0), Email::parse, note.path()));
        }
    }

    /** Returns the distinct email addresses in a text. */
    static List<String> printedIn(String words) {
        return PRINTED.matcher(words == null ? "" : words)
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
    }

    /** Returns the text without email addresses and the word "email" before them. */
    static String without(String words) {
        return WITH_WORD.matcher(words).replaceAll(" ").replaceAll("\\s+", " ").strip();
    }

    /** Returns all descendant elements that contain an email address. */
    static List<XmlElement> within(XmlElement around) {
        return around.descendants("email", "ext-link").stream()
                .filter(JatsEmails::isAddress)
                .toList();
    }

    private static boolean isAddress(XmlElement element) {
        return element.name().equals("email")
                || element.name().equals("ext-link") && "email".equals(element.attribute("ext-link-type"));
    }

    /** Returns the email address in an element. In some sources, only the link target contains the email address. */
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

    /**
     * Assigns each email address to its owner if the owner is certain and has no email address yet. Returns the
     * remaining email addresses.
     */
    List<XmlElement> assign() {
        List<XmlElement> left = new ArrayList<>();
        boolean isAllOfOne = hasSingleOwner();
        for (int i = 0; i < emails.size(); i++) {
            XmlElement said = emails.get(i);
            if (!draft.countComparisons(1, candidates.size(), words.get(i).length())) {
                left.add(said);
                continue;
            }
            ContributorDraft owner = isAllOfOne ? candidates.get(0) : owner(i);
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

    /**
     * Returns whether all email addresses belong to the same contributor. The only candidate owns all email addresses
     * if no significant text separates them.
     */
    private boolean hasSingleOwner() {
        return candidates.size() == 1
                && words.subList(0, words.size() - 1).stream().skip(1).allMatch(between -> BETWEEN.matcher(between)
                        .replaceAll("")
                        .isEmpty());
    }

    private boolean isGiven(String address) {
        return candidates.stream().anyMatch(each -> String.valueOf(address).equalsIgnoreCase(each.email()));
    }

    private ContributorDraft owner(int number) {
        Matcher after = AFTER.matcher(words.get(number + 1));
        String ownerText = after.find() ? after.group(1) : null;
        List<ContributorDraft> fitting = new ArrayList<>();
        for (ContributorDraft each : candidates) {
            boolean isOwner = ownerText != null && (isInitials(ownerText, each) || isNamed(ownerText, each));
            boolean isBefore = ownerText == null && isNamed(words.get(number).toString(), each);
            if (isOwner || isBefore) {
                fitting.add(each);
            }
        }
        return fitting.size() == 1 ? fitting.get(0) : null;
    }

    private static boolean isInitials(String ownerText, ContributorDraft contributor) {
        String letters = ownerText.replaceAll("[^\\p{L}]", "").toLowerCase(Locale.ROOT);
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

    /** Returns whether the family name of a contributor occurs in a text. */
    static boolean isNamed(String words, ContributorDraft contributor) {
        String family = Objects.toString(contributor.family(), "");
        return family.length() > 1
                && Pattern.compile("(?<!\\p{L})" + Pattern.quote(family) + "(?!\\p{L})")
                        .matcher(words.replaceAll("\\s+", " "))
                        .find();
    }
}
