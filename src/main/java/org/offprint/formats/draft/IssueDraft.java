package org.offprint.formats.draft;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.json.MemberRules;
import org.offprint.kernel.record.IssueBody;
import org.offprint.kernel.record.IssueBody.IssueTranslation;

/**
 * Draft of the issue of an article, or of an issue as a separate record. Only values that are too long are rejected. If
 * the issue already exists in this service, only its identifying values are used, so all other values may be invalid.
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

    /** Returns the draft of a record that is an issue. */
    public static IssueDraft of(Draft record) {
        return new IssueDraft(record, record.body());
    }

    @Override
    String invalidReason(MemberRules rules, String text) {
        return rules.faultOfLength(text);
    }

    /** Returns the journal of an issue that is a separate record. */
    public JournalDraft journal() {
        return new JournalDraft(record(), node().withObject("/" + JOURNAL));
    }

    /** Returns whether the volume is set. */
    public boolean hasVolume() {
        return has(VOLUME);
    }

    /** Sets the volume. */
    public void volume(String volume) {
        text(VOLUME, volume);
    }

    /** Returns whether the number is set. */
    public boolean hasNumber() {
        return has(NUMBER);
    }

    /** Sets the number. */
    public void number(String number) {
        text(NUMBER, number);
    }

    /** Returns whether the title is set. */
    public boolean hasTitle() {
        return has(TITLE);
    }

    /** Sets the title. */
    public void title(String title) {
        text(TITLE, title);
    }

    /** Sets the title in another language. */
    public void title(String language, String title) {
        translated(language, TITLE, title);
    }

    /** Returns whether the description is set. */
    public boolean hasDescription() {
        return has(DESCRIPTION);
    }

    /** Sets the description. */
    public void description(String description) {
        text(DESCRIPTION, description);
    }

    /** Sets the description in another language. */
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

    /** Returns the DOI, or null if it is not set. */
    public String doi() {
        return get(DOI);
    }

    /** Sets the DOI. Does nothing if the value is null. */
    public void doi(Doi doi) {
        value(DOI, doi);
    }

    /** Returns whether the year is set. */
    public boolean hasYear() {
        return has(YEAR);
    }

    /** Sets the year. */
    public void year(int year) {
        number(YEAR, year);
    }

    /** Sets the year from a date in full or shortened ISO form. Does nothing if the date is null. */
    public void yearOf(String date) {
        if (date != null) {
            number(YEAR, Integer.parseInt(date.substring(0, 4)));
        }
    }

    /** Returns the printed date as {@code 2024-05-01}, {@code 2024-05} or {@code 2024}, or null if it is not set. */
    public String publishedOn() {
        return get(PUBLISHED_ON);
    }

    /** Sets the printed date. Does nothing if the date is null. */
    public void publishedOn(String date) {
        value(PUBLISHED_ON, date);
    }

    /** Returns a copy with only the members that identify an issue. */
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
