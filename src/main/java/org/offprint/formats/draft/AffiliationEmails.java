package org.offprint.formats.draft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offprint.identifiers.Email;

/**
 * Addresses among the words of affiliations, which readers are shown and addresses not: taken out of them, and given to
 * the only contributor who has these words.
 */
final class AffiliationEmails {

    /** Longer words are none of an affiliation. */
    private static final int LONGEST = 5_000;

    private static final Pattern EMAIL = Pattern.compile("(?iu)[;,]?\\s*[(\\[<]?(?:(?:e-?mails?|e-?mail address(?:es)?"
            + "|electronic address(?:es)?|corr?eio? eletr[o\u00f4]nico|correo electr[o\u00f3]nico|courriel)\\s*:?\\s*)?"
            + "([\\p{Alnum}.!#$%&'*+/=?^_`{|}~-]{1,64}@[\\p{Alnum}-]{1,63}(?:\\.[\\p{Alnum}-]{1,63}){1,8})[)\\]>]?"
            + "(?:\\s*\\.(?=\\s*$))?");

    private final Draft draft;
    /** Addresses that a contributor has, or that were reported, in lower case. */
    private final Set<String> known = new HashSet<>();

    private AffiliationEmails(Draft draft) {
        this.draft = draft;
    }

    static void takeOut(Draft draft) {
        new AffiliationEmails(draft).takeOut();
    }

    private void takeOut() {
        Map<String, Integer> owners = new HashMap<>();
        List<ObjectNode> with = new ArrayList<>();
        for (JsonNode contributor : draft.body().path("contributors")) {
            known.add(contributor.path("email").asText().toLowerCase(Locale.ROOT));
            for (JsonNode affiliation : contributor.path("affiliations")) {
                String text = affiliation.path("text").asText("");
                if (text.indexOf('@') > 0 && text.length() <= LONGEST && affiliation instanceof ObjectNode) {
                    owners.merge(text, 1, Integer::sum);
                    with.add((ObjectNode) contributor);
                }
            }
        }
        for (ObjectNode contributor : with) {
            for (JsonNode affiliation : contributor.path("affiliations")) {
                String text = affiliation.path("text").asText("");
                if (owners.containsKey(text)) {
                    takeOut((ObjectNode) affiliation, text, owners.get(text) == 1 ? contributor : null);
                }
            }
        }
    }

    /** @param owner null where several have these words */
    private void takeOut(ObjectNode affiliation, String text, ObjectNode owner) {
        Matcher emails = EMAIL.matcher(text);
        StringBuilder words = new StringBuilder();
        while (emails.find()) {
            String email = emails.group(1);
            if (owner != null && !owner.has("email")) {
                Draft.put(owner, "email", draft.value(email, Email::parse, "contributors/affiliations"));
                known.add(email.toLowerCase(Locale.ROOT));
            } else if (known.add(email.toLowerCase(Locale.ROOT))) {
                draft.unplaced("contributors/affiliations", email);
            }
            emails.appendReplacement(words, "");
        }
        emails.appendTail(words);
        affiliation.remove("text");
        Draft.put(affiliation, "text", words.toString());
    }
}
