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
 * Draft of the title, abstract and keywords in one language, either of the article or of a translation. Titles and
 * abstracts are stored as plain text if they have no markup, otherwise as HTML.
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

    /** Returns the draft of the title, abstract and keywords in the article's own language. */
    static TextsDraft ofArticle(Draft record) {
        return new TextsDraft(record, record.body(), ArticleBody.class);
    }

    static TextsDraft ofTranslation(Draft record, ObjectNode node) {
        return new TextsDraft(record, node, Translation.class);
    }

    static TextsDraft ofOtherAbstract(Draft record) {
        return new TextsDraft(record, object(), OtherAbstract.class);
    }

    /** Sets the section heading in the language of this draft. Does nothing if the heading is null or blank. */
    public void section(String heading) {
        text(SECTION, heading);
    }

    /** Returns the abstract as plain text or HTML, or null if not set. */
    public String summary() {
        return has(ABSTRACT) ? get(ABSTRACT) : get(ABSTRACT + HTML);
    }

    /** Returns whether a title is set, either as plain text or as HTML. */
    public boolean hasTitle() {
        return has(TITLE) || has(TITLE + HTML);
    }

    /** Returns the title if it is plain text. Returns null if the title is HTML or not set. */
    public String plainTitle() {
        return get(TITLE);
    }

    /** Sets the article title from HTML. Does nothing if the HTML is null or blank. */
    public void title(String html, String where) {
        marked(TITLE, html, Markup::title, MarkedText.MAX_TITLE_LENGTH, where);
    }

    /** Returns whether the article subtitle is set. */
    public boolean hasSubtitle() {
        return has(SUBTITLE);
    }

    /** Sets the article subtitle. */
    public void subtitle(String text) {
        text(SUBTITLE, text);
    }

    /** Returns whether an abstract is set, either as plain text or as HTML. */
    public boolean hasSummary() {
        return has(ABSTRACT) || has(ABSTRACT + HTML);
    }

    /** Returns whether an abstract is set as plain text. */
    public boolean hasPlainSummary() {
        return has(ABSTRACT);
    }

    /** Sets the abstract from HTML. Does nothing if the HTML is null or blank. */
    public void summary(String html, String where) {
        marked(ABSTRACT, html, Markup::block, MarkedText.MAX_ABSTRACT_LENGTH, where);
    }

    /**
     * Sets the abstract from HTML or plain text. A string with closing tags is read as HTML. In any other string, empty
     * lines separate paragraphs.
     */
    public void plainOrHtmlSummary(String text, String where) {
        if (text != null) {
            boolean isMarked = text.matches("(?s).*</[A-Za-z:]+\\s*>.*");
            String plain =
                    "<p>" + InlineMarkup.html(SourceText.paragraphs(text)).replace("\n\n", "</p><p>") + "</p>";
            summary(isMarked ? text : plain, where);
        }
    }

    /** Returns the keywords that have been added so far. */
    public List<String> keywords() {
        return texts(KEYWORDS);
    }

    /** Adds a keyword in the language of this draft. */
    public void keyword(String keyword) {
        addText(KEYWORDS, keyword);
    }

    /** Adds a keyword unless it is already present. */
    public void keywordOnce(String keyword) {
        JsonNode entry = JsonNodeFactory.instance.textNode(keyword);
        if (record().isAbsent(node(), KEYWORDS, entry)) {
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
                record().unplaced(where, markup.text() + " (The text has more than " + longest + " characters.)");
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
