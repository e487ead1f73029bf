package org.offprint.formats.draft;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;
import org.offprint.formats.text.InlineMarkup;
import org.offprint.formats.text.SourceText;
import org.offprint.identifiers.InvalidValueException;
import org.offprint.record.MarkedText;
import org.offprint.record.markup.Markup;

/** Sets titles and abstracts: as plain text where they have no more, else with their markup. */
public final class DraftTexts {

    private DraftTexts() {}

    /** Sets {@code title} or {@code titleHtml} of an article or a translation; nothing for what is null or blank. */
    public static void title(Draft draft, ObjectNode into, String html, String where) {
        marked(draft, into, "title", html, Markup::title, MarkedText.LONGEST_TITLE, where);
    }

    /** Sets {@code abstract} or {@code abstractHtml} of an article or a translation; nothing for what is null or blank. */
    public static void summary(Draft draft, ObjectNode into, String html, String where) {
        marked(draft, into, "abstract", html, Markup::block, MarkedText.LONGEST_ABSTRACT, where);
    }

    /** Sets a text that is HTML where tags are closed in it, else plain with empty lines between paragraphs. */
    public static void prose(Draft draft, ObjectNode into, String text, String where) {
        if (text != null) {
            boolean isMarked = text.matches("(?s).*</[A-Za-z:]+\\s*>.*");
            String plain =
                    "<p>" + InlineMarkup.html(SourceText.paragraphs(text)).replace("\n\n", "</p><p>") + "</p>";
            summary(draft, into, isMarked ? text : plain, where);
        }
    }

    private static void marked(
            Draft draft,
            ObjectNode into,
            String member,
            String html,
            Function<String, Markup> clean,
            int longest,
            String where) {
        if (html == null || html.isBlank()) {
            return;
        }
        try {
            Markup markup = clean.apply(html);
            boolean isPlain = !markup.html().replaceAll("</?p>", "").contains("<");
            if (markup.text().isBlank()) {
                return;
            }
            if (markup.text().length() > longest) {
                draft.unplaced(where, markup.text() + " (This has more than " + longest + " characters.)");
            } else if (isPlain) {
                into.put(member, markup.text());
            } else {
                into.put(member + "Html", markup.html());
            }
        } catch (InvalidValueException refusal) {
            draft.unplaced(where, html + " (" + refusal.getMessage() + ")");
        }
    }
}
