package org.offprint.kernel.record.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.json.RecordReader;
import org.offprint.kernel.json.Text;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.kernel.record.OtherAbstract;
import org.offprint.kernel.record.Translation;
import org.offprint.kernel.record.markup.MarkedText;
import org.offprint.kernel.record.markup.Markup;

/** Sanitizes the markup of titles and abstracts, and derives plain text from the sanitized markup. */
public final class ArticleTexts {

    private static final Kind TITLE =
            new Kind(Markup::title, MarkedText.MAX_TITLE_LENGTH, MarkedText.MAX_TITLE_HTML_LENGTH);
    private static final Kind ABSTRACT =
            new Kind(Markup::block, MarkedText.MAX_ABSTRACT_LENGTH, MarkedText.MAX_ABSTRACT_HTML_LENGTH);

    private ArticleTexts() {}

    /**
     * Sanitizer and length limits for titles or abstracts. The limits also apply to the sanitized markup, so that
     * clients can send it back unchanged.
     */
    private record Kind(Function<String, Markup> clean, int longestText, int longestHtml) {

        String tooLong() {
            return "The sanitized markup must have at most " + longestHtml + " characters, and at most " + longestText
                    + " characters of plain text.";
        }
    }

    /** Returns the article content with sanitized titles and abstracts, and with plain text derived from the markup. */
    public static ArticleBody complete(ArticleBody body, RecordReader reader) {
        MarkedText title = title(body.title(), body.titleHtml(), "", reader);
        if (title.text() == null || Text.isBlank(title.text())) {
            reader.add("/title", "required", "A title is required.");
        }
        MarkedText summary = summary(body.abstractText(), body.abstractHtml(), "", reader);
        Map<LanguageTag, Translation> translations = new LinkedHashMap<>();
        body.translations().forEach((language, translation) -> {
            String pointer = "/translations/" + language;
            translations.put(language, translation == null ? null : complete(translation, pointer, reader));
            if (language.equals(body.language())) {
                reader.add(
                        pointer,
                        "own-language",
                        "Remove this translation, which is in the language of the article itself.");
            }
        });
        return body.with(title, summary, others(body.otherAbstracts(), reader), translations);
    }

    private static List<OtherAbstract> others(List<OtherAbstract> abstracts, RecordReader reader) {
        List<OtherAbstract> complete = new ArrayList<>();
        long length = 0;
        for (int i = 0; i < abstracts.size(); i++) {
            OtherAbstract each = abstracts.get(i);
            if (each == null) {
                continue;
            }
            String pointer = "/otherAbstracts/" + i;
            MarkedText text = summary(each.abstractText(), each.abstractHtml(), pointer, reader);
            if (text.text() == null || Text.isBlank(text.text())) {
                reader.add(pointer + "/abstract", "required", "An additional abstract requires text.");
            } else {
                length += text.text().length();
            }
            complete.add(new OtherAbstract(each.type(), each.language(), each.title(), text.text(), text.html()));
        }
        if (length > OtherAbstract.MAX_TOTAL_LENGTH) {
            reader.add(
                    "/otherAbstracts",
                    "size",
                    "All additional abstracts together must have at most " + OtherAbstract.MAX_TOTAL_LENGTH
                            + " characters of plain text.");
        }
        return complete;
    }

    private static Translation complete(Translation translation, String pointer, RecordReader reader) {
        MarkedText title = title(translation.title(), translation.titleHtml(), pointer, reader);
        MarkedText summary = summary(translation.abstractText(), translation.abstractHtml(), pointer, reader);
        return new Translation(
                title.text(),
                title.html(),
                translation.subtitle(),
                summary.text(),
                summary.html(),
                translation.keywords(),
                translation.section());
    }

    private static MarkedText title(String text, String html, String pointer, RecordReader reader) {
        return marked(text, html, pointer + "/title", TITLE, reader);
    }

    private static MarkedText summary(String text, String html, String pointer, RecordReader reader) {
        return marked(text, html, pointer + "/abstract", ABSTRACT, reader);
    }

    private static MarkedText marked(String text, String html, String pointer, Kind kind, RecordReader reader) {
        if (html == null) {
            return new MarkedText(text, null);
        }
        try {
            Markup markup = kind.clean().apply(html);
            if (markup.text().length() > kind.longestText() || markup.html().length() > kind.longestHtml()) {
                reader.add(pointer + "Html", "size", kind.tooLong());
            } else if (text != null && !folded(text).equals(folded(markup.text()))) {
                reader.add(
                        pointer,
                        "differs-from-markup",
                        "The plain text must match " + pointer.substring(pointer.lastIndexOf('/') + 1)
                                + "Html. Change the HTML instead, or omit the plain text.");
            }
            return new MarkedText(markup.text(), markup.html().contains("<") ? markup.html() : null);
        } catch (InvalidValueException refusal) {
            reader.add(pointer + "Html", refusal.code(), refusal.getMessage());
            // The unsanitized text is returned only to prevent a second error about a missing title or abstract. The
            // text is not stored.
            return new MarkedText(text == null ? html : text, null);
        }
    }

    private static String folded(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
