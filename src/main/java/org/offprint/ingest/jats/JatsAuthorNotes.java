package org.offprint.ingest.jats;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.offprint.identifiers.Email;
import org.offprint.ingest.draft.Draft;
import org.offprint.ingest.xml.XmlElement;

/** Notes about authors: whom to write to, and who contributed equally. */
final class JatsAuthorNotes {

    private static final Pattern EQUALLY =
            Pattern.compile("(?i)contribut\\w+ equally|equal(?:ly)? contribut|contribu\\w+ igualmente");
    private static final int LONGEST_THAT_SAYS_NO_MORE = 90;

    private final Draft draft;
    private final Map<String, XmlElement> byId = new LinkedHashMap<>();
    private final Map<XmlElement, List<ObjectNode>> owners = new LinkedHashMap<>();
    private final List<ObjectNode> corresponding = new ArrayList<>();

    JatsAuthorNotes(XmlElement meta, Draft draft) {
        this.draft = draft;
        for (XmlElement note : meta.within("corresp", "fn")) {
            if (note.attribute("id") != null) {
                byId.put(note.attribute("id"), note);
            }
            if (note.name().equals("corresp")) {
                owners.put(note, new ArrayList<>());
            }
        }
    }

    boolean isCorrespondence(String id) {
        return is(id, "corresp")
                || byId.containsKey(id) && "corresp".equals(byId.get(id).attribute("fn-type"));
    }

    /** Whether this note says that those who have it contributed equally; the note says no more, so it is placed. */
    boolean isEqual(String id) {
        XmlElement note = byId.get(id);
        String type = note == null ? null : note.attribute("fn-type");
        String text = note == null ? null : note.textWithout("label");
        boolean saysSo = text != null && EQUALLY.matcher(text).find();
        boolean isEqual = type != null && (type.equals("equal") || type.startsWith("equal-contrib")) || saysSo;
        if (isEqual && text != null && text.length() < LONGEST_THAT_SAYS_NO_MORE) {
            note.mark();
        }
        return isEqual;
    }

    /** Tells that this contributor has that note of correspondence. */
    void belongsTo(String id, ObjectNode contributor) {
        XmlElement note = byId.get(id);
        if (note != null && owners.containsKey(note)) {
            owners.get(note).add(contributor);
        }
    }

    /** Tells of one that is to be written to. */
    void corresponds(ObjectNode contributor) {
        corresponding.add(contributor);
    }

    /** Gives addresses to those they belong to, where that is beyond doubt: one address and one whose it can be. */
    void placeEmails() {
        owners.forEach((note, own) -> {
            List<XmlElement> emails = note.within("email");
            List<ObjectNode> whose = own.isEmpty() && owners.size() == 1 ? corresponding : own;
            if (emails.size() == 1 && whose.size() == 1) {
                String email = draft.value(
                        emails.get(0).text(), Email::parse, emails.get(0).path());
                if (email != null && !whose.get(0).has("email")) {
                    whose.get(0).put("email", email);
                }
                told(note, email, whose.get(0));
            } else if (isOurs(note)) {
                note.mark();
            }
        });
    }

    /** A note that holds no more than the address, and words around it that every such note has. */
    private static void told(XmlElement note, String email, ObjectNode whose) {
        String rest = note.textWithout("email", "label");
        String family = String.valueOf(whose.path("family").textValue());
        String bare = rest == null
                ? ""
                : rest.replaceAll(
                                "(?i)(for )?correspond(ence|encia|ência|ing author)?( to)?|e-?mail|addresse?s?|\\*|†",
                                "")
                        .replace(family, "")
                        .replaceAll("[\\p{P}\\s]+", "");
        if (bare.isEmpty() && email != null && email.equals(whose.path("email").textValue())) {
            note.mark();
        }
    }

    /** As our own export writes it, without an address. */
    private static boolean isOurs(XmlElement note) {
        return note.elements().isEmpty() && String.valueOf(note.text()).startsWith("Correspondence: ");
    }

    private boolean is(String id, String name) {
        return byId.containsKey(id) && byId.get(id).name().equals(name);
    }
}
