package org.offprint.formats.jats.contributors;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.ContributorDraft;
import org.offprint.formats.xml.XmlElement;
import org.offprint.kernel.record.contributors.ContributorNote;
import org.offprint.kernel.record.contributors.ContributorNoteType;

/** Reads notes about authors: correspondence, equal contribution and notes about a single author. */
final class JatsAuthorNotes {

    private static final Pattern EQUALLY =
            Pattern.compile("(?i)contribut\\w+ equally|equal(?:ly)? contribut|contribu\\w+ igualmente");
    private static final Pattern CORRESPONDENCE = Pattern.compile("(?i)\\*?\\s*(?:address )?(?:for )?correspond");
    /**
     * Content type of the printed correspondence details in Offprint exports. Details with this content type are always
     * imported.
     */
    static final String WORDS = "words";

    private static final int MAX_EQUAL_NOTE_LENGTH = 90;

    private static final Pattern PRESENT =
            Pattern.compile("(?i)(?:present|current) (?:address|affiliation)|now at\\b|endere\u00e7o atual");
    private static final Pattern ALSO = Pattern.compile("(?i)also (?:at|affiliated|with)\\b");
    private static final Pattern DECEASED = Pattern.compile("(?i)\\W?\\s?deceased\\b");

    /** Types of notes about the article instead of a single contributor. */
    private static final Set<String> OF_ARTICLE = Set.of(
            "con",
            "conflict",
            "coi-statement",
            "edited-by",
            "supported-by",
            "financial-disclosure",
            "presented-at",
            "presented-by",
            "supplementary-material",
            "com",
            "abbr");

    /** Words that commonly surround an email address in correspondence notes. */
    private static final Pattern USUAL_WORDS = Pattern.compile(
            "(?iu)(?:to whom |for )?correspond(?:ence|encia|\u00eancia|ing authors?)?(?: should be addressed|"
                    + " to)?|e-?mails?|addresse?s?|autora? (?:para correspond[e\u00ea]ncia|correspondente)|autor de"
                    + " correspondencia|endere\u00e7o de correspond\u00eancia|contato|direcci\u00f3n de|para");

    /**
     * Characters that are removed from the start and end of a note, such as punctuation left by a removed email
     * address.
     */
    private static final String BEFORE_WORDS = " ,;:|*\u2020-";

    private static final String AFTER_WORDS = " ,;:<(|\u2022-";

    private static final int MAX_LENGTH = 5_000;

    /** Start of a correspondence note in Offprint exports for an author without printed correspondence details. */
    static final String EXPORT_PREFIX = "Correspondence: ";

    private final ArticleDraft draft;
    private final Map<String, XmlElement> byId = new LinkedHashMap<>();
    private final Map<XmlElement, List<ContributorDraft>> owners = new LinkedHashMap<>();
    /** Contributors who refer to each note that contains an email address but is not about correspondence. */
    private final Map<XmlElement, List<ContributorDraft>> notesWithAddress = new LinkedHashMap<>();

    private final List<ContributorDraft> corresponding = new ArrayList<>();
    /** Caches whether each note states an equal contribution, so that no note is read twice. */
    private final Map<XmlElement, Boolean> equal = new IdentityHashMap<>();
    /**
     * Caches the notes about contributors, so that no note is read twice. The cached value is empty if a note contains
     * nothing about the contributor.
     */
    private final Map<XmlElement, Optional<ContributorNote>> about = new IdentityHashMap<>();

    JatsAuthorNotes(XmlElement meta, ArticleDraft draft) {
        this.draft = draft;
        for (XmlElement note : meta.descendants("corresp", "fn")) {
            if (note.attribute("id") != null) {
                byId.put(note.attribute("id"), note);
            }
            boolean isWithin = note.selfAndAncestors().skip(1).anyMatch(JatsAuthorNotes::isNote);
            if (isWithin) {
                // A nested note is read together with the note that contains it.
                continue;
            }
            if (note.name().equals("corresp") || isOfCorrespondence(note)) {
                owners.put(note, new ArrayList<>());
            } else if (!JatsEmails.within(note).isEmpty()) {
                notesWithAddress.put(note, new ArrayList<>());
            }
        }
    }

    private static boolean isNote(XmlElement element) {
        return element.name().equals("corresp") || element.name().equals("fn");
    }

    boolean isCorrespondence(String id) {
        return owners.containsKey(byId.get(id));
    }

    /**
     * Returns whether a note is about correspondence, based on its type. If an author note has no type, its first words
     * are checked.
     */
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
     * Returns whether a note states an equal contribution. A note that states only an equal contribution is marked as
     * read.
     */
    boolean isEqual(String id) {
        XmlElement note = byId.get(id);
        return note != null && isEqual(note);
    }

    private boolean isEqual(XmlElement note) {
        return equal.computeIfAbsent(note, JatsAuthorNotes::statesEqualContribution);
    }

    private static boolean statesEqualContribution(XmlElement note) {
        String type = note.attribute("fn-type");
        String text = note.textWithout("label");
        boolean saysSo = text != null && EQUALLY.matcher(text).find();
        boolean isEqual = type != null && (type.equals("equal") || type.startsWith("equal-contrib")) || saysSo;
        if (isEqual && text != null && text.length() < MAX_EQUAL_NOTE_LENGTH) {
            note.markPlaced();
        }
        return isEqual;
    }

    /** Reads the footnote with the given id as a note about a contributor. Notes about the article are skipped. */
    void read(String id, ContributorDraft contributor) {
        XmlElement note = byId.get(id);
        if (note == null || !note.name().equals("fn") || owners.containsKey(note)) {
            return;
        }
        about.computeIfAbsent(note, this::about).ifPresent(said -> {
            contributor.note(said.type(), said.text());
            if (said.type() == ContributorNoteType.DECEASED) {
                contributor.deceased();
            }
        });
    }

    private Optional<ContributorNote> about(XmlElement note) {
        String type = Objects.toString(note.attribute("fn-type"), "").toLowerCase(Locale.ROOT);
        if (OF_ARTICLE.contains(type) || isOnlyEqualContribution(note)) {
            return Optional.empty();
        }
        String text = words(note);
        if (text == null) {
            return Optional.empty();
        }
        if (JatsEmails.within(note).isEmpty()) {
            note.markPlaced();
        }
        return Optional.of(new ContributorNote(kind(note, type, text), text));
    }

    /** Returns whether a note states only an equal contribution. */
    private boolean isOnlyEqualContribution(XmlElement note) {
        return isEqual(note) && Objects.toString(note.textWithout("label"), "").length() < MAX_EQUAL_NOTE_LENGTH;
    }

    private static ContributorNoteType kind(XmlElement note, String type, String text) {
        String custom = Objects.toString(note.attribute("custom-type"), "");
        if (type.equals("present-address")
                || type.equals("current-aff")
                || PRESENT.matcher(text).lookingAt()) {
            return ContributorNoteType.PRESENT_ADDRESS;
        }
        if (type.equals("deceased") || DECEASED.matcher(text).lookingAt()) {
            return ContributorNoteType.DECEASED;
        }
        boolean isAlso = custom.equals("also-at") || ALSO.matcher(text).lookingAt();
        return isAlso ? ContributorNoteType.ALSO_AT : ContributorNoteType.OTHER;
    }

    /**
     * Returns the text of a note without its mark and without email addresses, which are not public. Returns null if
     * the remaining text is empty or the text is too long.
     */
    private static String words(XmlElement note) {
        String said = note.textWithout("label", "email");
        if (said == null || said.length() > MAX_LENGTH) {
            return null;
        }
        String words = JatsEmails.without(said);
        int begin = 0;
        int end = words.length();
        while (end > 0 && AFTER_WORDS.indexOf(words.charAt(end - 1)) >= 0) {
            end--;
        }
        while (begin < end && BEFORE_WORDS.indexOf(words.charAt(begin)) >= 0) {
            begin++;
        }
        String trimmed = withoutTrailingPeriods(words.substring(begin, end).strip());
        return trimmed.isEmpty() ? null : trimmed;
    }

    /** Returns the text without trailing periods that follow a space. */
    private static String withoutTrailingPeriods(String words) {
        int end = words.length();
        for (int i = end; i > 0 && " .".indexOf(words.charAt(i - 1)) >= 0; i--) {
            end = words.charAt(i - 1) == ' ' ? i - 1 : end;
        }
        return words.substring(0, end);
    }

    /** Links a contributor to the note with the given id. */
    void belongsTo(String id, ContributorDraft contributor) {
        XmlElement note = byId.get(id);
        List<ContributorDraft> whose = owners.getOrDefault(note, notesWithAddress.get(note));
        if (whose != null) {
            whose.add(contributor);
        }
    }

    /** Marks a contributor as corresponding author. */
    void corresponds(ContributorDraft contributor) {
        corresponding.add(contributor);
    }

    /**
     * Assigns email addresses in notes to contributors if the owner is certain. If no contributor refers to a note, the
     * owner is the contributor named in the note or the only corresponding author.
     */
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
            if (isFromExport(note, contributors)) {
                note.markPlaced();
            } else if (!whose.isEmpty()) {
                markIfComplete(note, emails, new JatsEmails(note, whose, draft).assign(), whose);
            }
        });
        notesWithAddress.forEach((note, own) -> {
            if (!own.isEmpty()) {
                markIfComplete(note, JatsEmails.within(note), new JatsEmails(note, own, draft).assign(), own);
            }
        });
    }

    /**
     * Returns the contributor named in a note that no contributor refers to. A match requires the family name and
     * either the given name or its initial. Returns an empty list unless exactly one contributor matches.
     */
    private List<ContributorDraft> named(XmlElement note, List<ContributorDraft> contributors) {
        String text = note.text();
        String words = text == null ? "" : text;
        List<ContributorDraft> named = new ArrayList<>();
        if (!draft.countComparisons(1, contributors.size(), words.length())) {
            return named;
        }
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

    /** Marks a note as read if it contains only assigned email addresses and the words that usually surround them. */
    private void markIfComplete(
            XmlElement note, List<XmlElement> emails, List<XmlElement> left, List<ContributorDraft> whose) {
        boolean isPlaced = left.isEmpty();
        int length = note.text() == null ? 0 : note.text().length();
        if (!draft.countComparisons(1 + emails.size(), whose.size(), length)) {
            return;
        }
        List<String> addresses = new ArrayList<>(JatsEmails.printedIn(note.text()));
        emails.forEach(email -> addresses.add(String.valueOf(JatsEmails.address(email))));
        for (String address : addresses) {
            isPlaced &= whose.stream().anyMatch(each -> address.equalsIgnoreCase(each.email()));
        }
        if (isPlaced && !isOfWords(note) && remainingText(note, whose).isEmpty()) {
            note.markPlaced();
        }
    }

    /**
     * Returns the letters and digits of a note without email addresses, names and the words that usually surround an
     * email address.
     */
    private static String remainingText(XmlElement note, List<ContributorDraft> whose) {
        String rest = note.textWithout("email", "label");
        String bare =
                rest == null || rest.length() > MAX_LENGTH ? Objects.toString(rest, "") : JatsEmails.without(rest);
        for (XmlElement email : JatsEmails.within(note)) {
            bare = bare.replace(String.valueOf(JatsEmails.address(email)), "");
        }
        for (ContributorDraft each : whose) {
            String family = Objects.toString(each.family(), "");
            bare = bare.replace(Objects.toString(each.email(), "\n"), "")
                    .replace(Objects.toString(each.given(), "") + " " + family, "")
                    .replaceFirst("(?iu)(?:\\b\\p{Lu}\\.?[\\s-]?){0,4}" + Pattern.quote(family), "");
        }
        return USUAL_WORDS
                .matcher(bare)
                .replaceAll("")
                .replaceAll("\\((?:\\p{Lu}[.-]*\\s?){1,6}\\)", "")
                .replaceAll("[\\p{P}\\p{S}\\s]+", "");
    }

    private static boolean isOfWords(XmlElement note) {
        return WORDS.equals(note.attribute("content-type"));
    }

    /**
     * Returns whether a correspondence note was generated by an Offprint export for an author without an email address.
     */
    private static boolean isFromExport(XmlElement note, List<ContributorDraft> contributors) {
        String text = Objects.toString(note.text(), "");
        return note.elements().isEmpty()
                && !isOfWords(note)
                && text.startsWith(EXPORT_PREFIX)
                && contributors.stream().anyMatch(each -> text.equals(EXPORT_PREFIX + each.spoken()));
    }
}
