package org.offprint.formats.draft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import org.offprint.formats.text.InlineMarkup;
import org.offprint.formats.text.SourceText;
import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.kernel.json.MemberRules;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.kernel.record.OtherAbstract;
import org.offprint.kernel.record.Translation;
import org.offprint.kernel.record.markup.MarkedText;
import org.offprint.kernel.record.markup.Markup;

/**
 * Title, abstract and keywords in one language: those of the article or of a translation. Titles and abstracts are plain
 * text where they have no more, else with their markup.
 */
public final class TextsDraft extends DraftPart {

    private static final String TITLE = "title";
    private static final String SUBTITLE = "subtitle";
    private static final String ABSTRACT = "abstract";
    private static final String KEYWORDS = "keywords";
    private static final String SECTION = "section";
    private static final String HTML = "Html";

    private TextsDraft(Draft record, ObjectNode node, Class<? extends Record> type) {
        super(record, node, type);
    }

    /** The texts of the article itself. */
    static TextsDraft ofArticle(Draft record) {
        return new TextsDraft(record, record.body(), ArticleBody.class);
    }

    static TextsDraft ofTranslation(Draft record, ObjectNode node) {
        return new TextsDraft(record, node, Translation.class);
    }

    static TextsDraft ofOtherAbstract(Draft record) {
        return new TextsDraft(record, object(), OtherAbstract.class);
    }

    /** Sets the heading of the section in this language; nothing for null. */
    public void section(String heading) {
        text(SECTION, heading);
    }

    /** Returns the abstract with its markup or without; null for none. */
    public String summary() {
        return has(ABSTRACT) ? get(ABSTRACT) : get(ABSTRACT + HTML);
    }

    /** Reports whether there is a title, with markup or without. */
    public boolean hasTitle() {
        return has(TITLE) || has(TITLE + HTML);
    }

    /** The title where it is plain; null for none. */
    public String plainTitle() {
        return get(TITLE);
    }

    /** Sets the title of HTML; nothing for what is null or blank. */
    public void title(String html, String where) {
        marked(TITLE, html, Markup::title, MarkedText.LONGEST_TITLE, where);
    }

    /** Reports whether there is a subtitle. */
    public boolean hasSubtitle() {
        return has(SUBTITLE);
    }

    /** Sets the subtitle. */
    public void subtitle(String text) {
        text(SUBTITLE, text);
    }

    /** Reports whether there is an abstract, with markup or without. */
    public boolean hasSummary() {
        return has(ABSTRACT) || has(ABSTRACT + HTML);
    }

    /** Reports whether there is an abstract without markup. */
    public boolean hasPlainSummary() {
        return has(ABSTRACT);
    }

    /** Sets the abstract of HTML; nothing for what is null or blank. */
    public void summary(String html, String where) {
        marked(ABSTRACT, html, Markup::block, MarkedText.LONGEST_ABSTRACT, where);
    }

    /** Sets the abstract of a text that is HTML where tags are closed in it, else plain with empty lines between paragraphs. */
    public void prose(String text, String where) {
        if (text != null) {
            boolean isMarked = text.matches("(?s).*</[A-Za-z:]+\\s*>.*");
            String plain =
                    "<p>" + InlineMarkup.html(SourceText.paragraphs(text)).replace("\n\n", "</p><p>") + "</p>";
            summary(isMarked ? text : plain, where);
        }
    }

    /** The keywords so far. */
    public List<String> keywords() {
        return texts(KEYWORDS);
    }

    /** Adds a keyword. */
    public void keyword(String keyword) {
        addText(KEYWORDS, keyword);
    }

    /** Adds a keyword unless it is there already. */
    public void keywordOnce(String keyword) {
        JsonNode entry = JsonNodeFactory.instance.textNode(keyword);
        if (record().isToBeAdded(node(), KEYWORDS, entry)) {
            record().refused()
                    .note(entry, MemberRules.of(ArticleBody.class, KEYWORDS).faultOfEntry(keyword));
            add(KEYWORDS, entry);
        }
    }

    private void marked(String member, String html, Function<String, Markup> clean, int longest, String where) {
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
                record().unplaced(where, markup.text() + " (This has more than " + longest + " characters.)");
            } else if (isPlain) {
                exact(member, markup.text());
            } else {
                exact(member + HTML, markup.html());
            }
        } catch (InvalidValueException refusal) {
            record().unplaced(where, html + " (" + refusal.getMessage() + ")");
        }
    }
}
