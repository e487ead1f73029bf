package org.offprint.formats.draft;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.json.MemberRules;
import org.offprint.kernel.record.IssueBody;
import org.offprint.kernel.record.IssueBody.IssueTranslation;

/**
 * Draft of an article's issue, or of an issue as a separate import record. Only values that are too long are rejected.
 * If the issue already exists in Offprint, only its identifying members are used, so the remaining members may be
 * invalid.
 */
public final class IssueDraft extends DraftPart {

    private static final String JOURNAL = "journal";
    private static final String VOLUME = "volume";
    private static final String NUMBER = "number";
    private static final String YEAR = "year";
    private static final String TITLE = "title";
    private static final String DESCRIPTION = "description";
    private static final String DOI = "doi";
    private static final String PUBLISHED_ON = "publishedOn";
    private static final String TRANSLATIONS = "translations";

    private static final Set<String> KEY = Set.of(VOLUME, NUMBER, YEAR, TITLE, DOI, PUBLISHED_ON);

    IssueDraft(Draft record, ObjectNode node) {
        super(record, node, IssueBody.class);
    }

    /** Returns the draft of an import record that is an issue. */
    public static IssueDraft of(Draft record) {
        return new IssueDraft(record, record.body());
    }

    @Override
    String invalidReason(MemberRules rules, String text) {
        return rules.faultOfLength(text);
    }

    /** Returns the draft of the journal for an issue that is a separate import record. */
    public JournalDraft journal() {
        return new JournalDraft(record(), node().withObject("/" + JOURNAL));
    }

    /** Returns whether the issue's volume is set. */
    public boolean hasVolume() {
        return has(VOLUME);
    }

    /** Sets the issue's volume. */
    public void volume(String volume) {
        text(VOLUME, volume);
    }

    /** Returns whether the issue number is set. */
    public boolean hasNumber() {
        return has(NUMBER);
    }

    /** Sets the issue number. */
    public void number(String number) {
        text(NUMBER, number);
    }

    /** Returns whether the issue title is set. */
    public boolean hasTitle() {
        return has(TITLE);
    }

    /** Sets the issue title. */
    public void title(String title) {
        text(TITLE, title);
    }

    /** Sets the issue title in another language. */
    public void title(String language, String title) {
        translated(language, TITLE, title);
    }

    /** Returns whether the issue description is set. */
    public boolean hasDescription() {
        return has(DESCRIPTION);
    }

    /** Sets the issue description. */
    public void description(String description) {
        text(DESCRIPTION, description);
    }

    /** Sets the issue description in another language. */
    public void description(String language, String description) {
        translated(language, DESCRIPTION, description);
    }

    private void translated(String language, String member, String text) {
        ObjectNode translation = node().withObject("/" + TRANSLATIONS).withObject("/" + language);
        translation.put(member, text);
        record().refused()
                .note(
                        translation.get(member),
                        MemberRules.of(IssueTranslation.class, member).faultOfLength(text));
    }

    /** Returns the issue's DOI, or null if not set. */
    public String doi() {
        return get(DOI);
    }

    /** Sets the issue's DOI. Does nothing if the DOI is null. */
    public void doi(Doi doi) {
        value(DOI, doi);
    }

    /** Returns whether the issue's year is set. */
    public boolean hasYear() {
        return has(YEAR);
    }

    /** Sets the issue's year. */
    public void year(int year) {
        number(YEAR, year);
    }

    /** Sets the issue's year from an ISO date, which may lack the day or month. Does nothing if the date is null. */
    public void yearOf(String date) {
        if (date != null) {
            number(YEAR, Integer.parseInt(date.substring(0, 4)));
        }
    }

    /**
     * Returns the printed date of the issue as {@code 2024-05-01}, {@code 2024-05} or {@code 2024}, or null if not set.
     */
    public String publishedOn() {
        return get(PUBLISHED_ON);
    }

    /** Sets the printed date of the issue. Does nothing if the date is null. */
    public void publishedOn(String date) {
        value(PUBLISHED_ON, date);
    }

    /** Copies only the members that identify an issue, such as volume and number, from another draft. */
    public void copyKey(IssueDraft other) {
        other.node().properties().forEach(member -> {
            if (KEY.contains(member.getKey())) {
                node().set(member.getKey(), member.getValue());
                if (member.getValue().isTextual()) {
                    exact(member.getKey(), member.getValue().textValue());
                }
            }
        });
    }

    /** Removes all members of the issue. */
    public void clear() {
        node().removeAll();
    }
}
