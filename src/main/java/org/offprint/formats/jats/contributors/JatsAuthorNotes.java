package org.offprint.formats.jats.contributors;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.ContributorDraft;
import org.offprint.formats.xml.XmlElement;

/** Notes about authors: whom to write to, and who contributed equally. */
final class JatsAuthorNotes {

    private static final Pattern EQUALLY =
            Pattern.compile("(?i)contribut\\w+ equally|equal(?:ly)? contribut|contribu\\w+ igualmente");
    private static final Pattern CORRESPONDENCE = Pattern.compile("(?i)\\*?\\s*(?:address )?(?:for )?correspond");
    /** The type of content of the words of correspondence in our own exports, which are kept whatever they say. */
    static final String WORDS = "words";

    private static final int LONGEST_THAT_SAYS_NO_MORE = 90;

    private final ArticleDraft draft;
    private final Map<String, XmlElement> byId = new LinkedHashMap<>();
    private final Map<XmlElement, List<ContributorDraft>> owners = new LinkedHashMap<>();
    /** Contributors of other notes with an address. */
    private final Map<XmlElement, List<ContributorDraft>> written = new LinkedHashMap<>();

    private final List<ContributorDraft> corresponding = new ArrayList<>();

    JatsAuthorNotes(XmlElement meta, ArticleDraft draft) {
        this.draft = draft;
        for (XmlElement note : meta.within("corresp", "fn")) {
            if (note.attribute("id") != null) {
                byId.put(note.attribute("id"), note);
            }
            if (note.name().equals("corresp") || isOfCorrespondence(note)) {
                owners.put(note, new ArrayList<>());
            } else if (!JatsEmails.within(note).isEmpty()) {
                written.put(note, new ArrayList<>());
            }
        }
    }

    boolean isCorrespondence(String id) {
        return owners.containsKey(byId.get(id));
    }

    /** A footnote by its type, or one among the notes on authors that begins by saying so. */
    private static boolean isOfCorrespondence(XmlElement note) {
        return note.name().equals("fn")
                && ("corresp".equals(note.attribute("fn-type"))
                        || note.attribute("fn-type") == null
                                && note.parent().name().equals("author-notes")
                                && CORRESPONDENCE
                                        .matcher(String.valueOf(note.textWithout("label")))
                                        .lookingAt());
    }

    /**
     * Reports whether this note says that those who have it contributed equally; the note says no more, so it is
     * placed.
     */
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

    /** Links a contributor to a note. */
    void belongsTo(String id, ContributorDraft contributor) {
        XmlElement note = byId.get(id);
        List<ContributorDraft> whose = owners.getOrDefault(note, written.get(note));
        if (whose != null) {
            whose.add(contributor);
        }
    }

    /** Marks a contributor as corresponding. */
    void corresponds(ContributorDraft contributor) {
        corresponding.add(contributor);
    }

    /** Assigns addresses to contributors where that is beyond doubt; notes tell it where nobody else is named. */
    void placeEmails(List<ContributorDraft> contributors) {
        owners.forEach((note, own) -> {
            if (own.isEmpty() && corresponding.isEmpty()) {
                own.addAll(named(note, contributors));
            }
            List<ContributorDraft> whose = own.isEmpty() && owners.size() == 1 ? corresponding : own;
            List<XmlElement> emails = JatsEmails.within(note);
            if (emails.isEmpty() && whose.size() == 1) {
                JatsEmails.printed(note, whose.get(0), draft);
            }
            if (!whose.isEmpty() && (!emails.isEmpty() || whose.get(0).email() != null)) {
                List<XmlElement> left = new JatsEmails(note, whose, draft).place();
                told(note, emails, left, whose);
            } else if (isOurs(note)) {
                note.mark();
            }
        });
        written.forEach((note, own) -> {
            if (!own.isEmpty()) {
                told(note, JatsEmails.within(note), new JatsEmails(note, own, draft).place(), own);
            }
        });
    }

    /**
     * Returns who is named in a note that nobody refers to: the only one whose family name and given name, or its
     * initial, stand there.
     */
    private static List<ContributorDraft> named(XmlElement note, List<ContributorDraft> contributors) {
        String words = note.text() == null ? "" : note.text();
        List<ContributorDraft> named = new ArrayList<>();
        for (ContributorDraft each : contributors) {
            String given = Objects.toString(each.given(), "").split("[\\s.]")[0];
            boolean isGiven = !given.isEmpty()
                    && (words.contains(given)
                            || words.contains(given.substring(0, 1) + ".")
                            || words.contains(given.substring(0, 1) + " " + Objects.toString(each.family(), "")));
            if (isGiven && JatsEmails.isNamed(words, each)) {
                named.add(each);
            }
        }
        if (named.size() != 1) {
            return List.of();
        }
        named.get(0).corresponding();
        return named;
    }

    /** A note that holds no more than the addresses, and words around them that every such note has. */
    private static void told(
            XmlElement note, List<XmlElement> emails, List<XmlElement> left, List<ContributorDraft> whose) {
        String rest = note.textWithout("email", "label");
        String bare = rest == null
                ? ""
                : rest.replaceAll(
                        "(?i)(for )?correspond(ence|encia|ência|ing authors?)?( to)?|e-?mails?|addresse?s?|\\*|†", "");
        boolean isPlaced = left.isEmpty();
        for (ContributorDraft each : whose) {
            bare = bare.replace(Objects.toString(each.email(), "\n"), "")
                    .replace(Objects.toString(each.given(), "") + " " + Objects.toString(each.family(), ""), "")
                    .replaceFirst("(?:\\b\\p{Lu}\\.?\\s)?" + Pattern.quote(Objects.toString(each.family(), "")), "");
        }
        for (XmlElement email : emails) {
            String address = String.valueOf(JatsEmails.address(email));
            bare = bare.replace(address, "");
            isPlaced &= whose.stream().anyMatch(each -> address.equalsIgnoreCase(each.email()));
        }
        String withoutInitials = bare.replaceAll("\\(\\p{Lu}\\.[^)]{0,12}\\)", "");
        if (isPlaced
                && !isOfWords(note)
                && withoutInitials.replaceAll("[\\p{P}\\s]+", "").isEmpty()) {
            note.mark();
        }
    }

    private static boolean isOfWords(XmlElement note) {
        return WORDS.equals(note.attribute("content-type"));
    }

    /** Reports whether our own export wrote the note, without an address. */
    private static boolean isOurs(XmlElement note) {
        return note.elements().isEmpty()
                && !isOfWords(note)
                && String.valueOf(note.text()).startsWith("Correspondence: ");
    }
}
