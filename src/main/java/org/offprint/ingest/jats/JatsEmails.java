package org.offprint.ingest.jats;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offprint.identifiers.Email;
import org.offprint.ingest.draft.Draft;
import org.offprint.ingest.xml.XmlElement;

/** Addresses within a note or an affiliation, each given to the one whose it is beyond doubt. */
final class JatsEmails {

    /** What stands in parentheses right after an address: initials, or a name. */
    private static final Pattern AFTER = Pattern.compile("^\\s*\\(([^()]{2,60})\\)");

    private final List<XmlElement> emails = new ArrayList<>();
    private final List<StringBuilder> words = new ArrayList<>(List.of(new StringBuilder()));
    private final List<ObjectNode> whose;
    private final Draft draft;

    /** @param whose those that an address can belong to */
    JatsEmails(XmlElement around, List<ObjectNode> whose, Draft draft) {
        this.whose = whose;
        this.draft = draft;
        gather(around);
    }

    private void gather(XmlElement element) {
        for (Object child : element.content()) {
            if (!(child instanceof XmlElement inner)) {
                words.get(words.size() - 1).append(child);
            } else if (inner.name().equals("email")) {
                emails.add(inner);
                words.add(new StringBuilder());
            } else {
                gather(inner);
            }
        }
    }

    /** Gives what can be given; the addresses that belong to nobody for certain. */
    List<XmlElement> place() {
        List<XmlElement> left = new ArrayList<>();
        for (int i = 0; i < emails.size(); i++) {
            XmlElement said = emails.get(i);
            ObjectNode owner = emails.size() == 1 && whose.size() == 1 ? whose.get(0) : owner(i);
            boolean isFree = owner != null && !owner.has("email");
            String email = isFree ? draft.value(said.text(), Email::parse, said.path()) : null;
            if (email != null) {
                owner.put("email", email);
            } else if (!isFree && !isGiven(said.text())) {
                left.add(said);
            }
        }
        return left;
    }

    private boolean isGiven(String address) {
        return whose.stream().anyMatch(each -> String.valueOf(address)
                .equalsIgnoreCase(each.path("email").textValue()));
    }

    private ObjectNode owner(int number) {
        Matcher after = AFTER.matcher(words.get(number + 1));
        String told = after.find() ? after.group(1) : null;
        List<ObjectNode> fitting = new ArrayList<>();
        for (ObjectNode each : whose) {
            boolean isTold = told != null && (isInitials(told, each) || isNamed(told, each));
            boolean isBefore = told == null && isNamed(words.get(number).toString(), each);
            if (isTold || isBefore) {
                fitting.add(each);
            }
        }
        return fitting.size() == 1 ? fitting.get(0) : null;
    }

    private static boolean isInitials(String told, ObjectNode contributor) {
        String letters = told.replaceAll("[^\\p{L}]", "").toLowerCase(Locale.ROOT);
        return letters.length() > 1 && letters.equals(initials(contributor));
    }

    private static String initials(ObjectNode contributor) {
        String name = contributor.path("given").asText("") + " "
                + contributor.path("family").asText("");
        StringBuilder initials = new StringBuilder();
        for (String word : name.strip().split("[\\s.\u2010-]+")) {
            initials.append(word.isEmpty() ? "" : word.substring(0, word.offsetByCodePoints(0, 1)));
        }
        return initials.toString().toLowerCase(Locale.ROOT);
    }

    /** Whether the family name stands in these words. */
    static boolean isNamed(String words, ObjectNode contributor) {
        String family = contributor.path("family").asText("");
        return family.length() > 1
                && Pattern.compile("(?<!\\p{L})" + Pattern.quote(family) + "(?!\\p{L})")
                        .matcher(words.replaceAll("\\s+", " "))
                        .find();
    }
}
