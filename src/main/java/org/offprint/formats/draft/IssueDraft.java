package org.offprint.formats.draft;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.json.MemberRules;
import org.offprint.kernel.record.IssueBody;
import org.offprint.kernel.record.IssueBody.IssueTranslation;

/**
 * The issue of an article, or an issue as a record of its own. Only what is too long is known not to fit: the issue may
 * be held here, and then what else is wrong with it does not count.
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

    /** The draft of a record that is an issue. */
    public static IssueDraft of(Draft record) {
        return new IssueDraft(record, record.body());
    }

    @Override
    String fault(MemberRules rules, String text) {
        return rules.faultOfLength(text);
    }

    /** The journal of an issue that is a record. */
    public JournalDraft journal() {
        return new JournalDraft(record(), node().withObject("/" + JOURNAL));
    }

    /** Reports whether it has a volume. */
    public boolean hasVolume() {
        return has(VOLUME);
    }

    /** Sets the volume. */
    public void volume(String volume) {
        text(VOLUME, volume);
    }

    /** Reports whether it has a number. */
    public boolean hasNumber() {
        return has(NUMBER);
    }

    /** Sets the number. */
    public void number(String number) {
        text(NUMBER, number);
    }

    /** Reports whether it has a title. */
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

    /** Reports whether it has a description. */
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

    /** The DOI; null for none. */
    public String doi() {
        return get(DOI);
    }

    /** Sets the DOI; nothing for null. */
    public void doi(Doi doi) {
        value(DOI, doi);
    }

    /** Reports whether its year is told. */
    public boolean hasYear() {
        return has(YEAR);
    }

    /** Sets the year. */
    public void year(int year) {
        number(YEAR, year);
    }

    /** Sets the year of a date as {@code 2024-05-01} or with less; nothing for null. */
    public void yearOf(String date) {
        if (date != null) {
            number(YEAR, Integer.parseInt(date.substring(0, 4)));
        }
    }

    /** The date that is printed on it, as {@code 2024-05-01} or with less; null for none. */
    public String publishedOn() {
        return get(PUBLISHED_ON);
    }

    /** Sets the date that is printed on it; nothing for null. */
    public void publishedOn(String date) {
        value(PUBLISHED_ON, date);
    }

    /** Takes over by what an issue is called, and nothing else of it. */
    public void nameAs(IssueDraft other) {
        other.node().properties().forEach(member -> {
            if (KEY.contains(member.getKey())) {
                node().set(member.getKey(), member.getValue());
                if (member.getValue().isTextual()) {
                    exact(member.getKey(), member.getValue().textValue());
                }
            }
        });
    }

    /** Forgets all of it. */
    public void clear() {
        node().removeAll();
    }
}
