package org.offprint.formats.draft;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offprint.kernel.identifiers.Email;

/**
 * Removes email addresses from printed affiliations, because affiliations are public and email addresses are not. If
 * only one contributor has the affiliation, the email address is assigned to that contributor.
 */
final class AffiliationEmails {

    private static final String LOCATION = "contributors/affiliations";

    /** Maximum length of a printed affiliation that is searched for email addresses, in characters. */
    private static final int MAX_TEXT_LENGTH = 5_000;

    private static final Pattern EMAIL = Pattern.compile("(?iu)[;,]?\\s*[(\\[<]?(?:(?:e-?mails?|e-?mail address(?:es)?"
            + "|electronic address(?:es)?|corr?eio? eletr[o\u00f4]nico|correo electr[o\u00f3]nico|courriel)\\s*:?\\s*)?"
            + "([\\p{Alnum}.!#$%&'*+/=?^_`{|}~-]{1,64}@[\\p{Alnum}-]{1,63}(?:\\.[\\p{Alnum}-]{1,63}){1,8})[)\\]>]?"
            + "(?:\\s*\\.(?=\\s*$))?");

    private final Draft draft;
    /** Lower-case email addresses that belong to a contributor or have already been reported. */
    private final Set<String> known = new HashSet<>();

    private AffiliationEmails(Draft draft) {
        this.draft = draft;
    }

    static void extract(List<ContributorDraft> contributors, Draft draft) {
        new AffiliationEmails(draft).extract(contributors);
    }

    private void extract(List<ContributorDraft> contributors) {
        Map<String, Integer> owners = new HashMap<>();
        List<ContributorDraft> with = new ArrayList<>();
        for (ContributorDraft contributor : contributors) {
            if (contributor.email() != null) {
                known.add(contributor.email().toLowerCase(Locale.ROOT));
            }
            for (AffiliationMentionDraft affiliation : contributor.affiliations()) {
                String text = affiliation.text();
                if (text != null && text.indexOf('@') > 0 && text.length() <= MAX_TEXT_LENGTH) {
                    owners.merge(text, 1, Integer::sum);
                    with.add(contributor);
                }
            }
        }
        for (ContributorDraft contributor : with) {
            for (AffiliationMentionDraft affiliation : contributor.affiliations()) {
                Integer several = owners.get(String.valueOf(affiliation.text()));
                if (several != null) {
                    extract(affiliation, several == 1 ? contributor : null);
                }
            }
        }
    }

    /**
     * Removes the email addresses from the printed text of an affiliation.
     *
     * @param owner the only contributor with this affiliation; null if there are several
     */
    private void extract(AffiliationMentionDraft affiliation, ContributorDraft owner) {
        Matcher emails = EMAIL.matcher(affiliation.text());
        StringBuilder words = new StringBuilder();
        while (emails.find()) {
            String email = emails.group(1);
            if (owner != null && owner.email() == null) {
                owner.email(draft.parsed(email, Email::parse, LOCATION));
                known.add(email.toLowerCase(Locale.ROOT));
            } else if (known.add(email.toLowerCase(Locale.ROOT))) {
                draft.unplaced(LOCATION, email);
            }
            emails.appendReplacement(words, "");
        }
        emails.appendTail(words);
        affiliation.replaceText(words.toString());
    }
}
