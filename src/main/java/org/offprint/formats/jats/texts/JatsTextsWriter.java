package org.offprint.formats.jats.texts;

import java.util.List;
import java.util.Map;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.xml.MarkupVocabulary;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.kernel.record.OtherAbstract;
import org.offprint.kernel.record.Translation;

/** Writes the titles, abstracts and keywords of an article in all languages as JATS. */
public final class JatsTextsWriter {

    private final XmlWriter xml;
    private final PublishedRecord record;
    private final ArticleBody body;

    public JatsTextsWriter(XmlWriter xml, PublishedRecord record) {
        this.xml = xml;
        this.record = record;
        this.body = record.body();
    }

    public void titles() {
        xml.open("title-group");
        xml.openMixed("article-title").text(record.titlePrefix());
        MarkupVocabulary.JATS.title(xml, body.titleHtml(), body.title());
        xml.close();
        xml.element("subtitle", body.subtitle());
        for (Map.Entry<LanguageTag, Translation> translation :
                body.translations().entrySet()) {
            Translation translated = translation.getValue();
            if (translated.title() != null) {
                xml.open("trans-title-group", "xml:lang", translation.getKey().value());
                xml.openMixed("trans-title");
                MarkupVocabulary.JATS.title(xml, translated.titleHtml(), translated.title());
                xml.close();
                xml.element("trans-subtitle", translated.subtitle());
                xml.close();
            }
        }
        xml.element("alt-title", body.runningHead(), "alt-title-type", "running-head");
        xml.close();
    }

    public void abstracts() {
        if (body.abstractText() != null && !body.abstractText().isBlank()) {
            xml.open("abstract");
            MarkupVocabulary.JATS.paragraphs(xml, body.abstractHtml(), body.abstractText());
            xml.close();
        }
        others(false);
        body.translations().forEach((language, translation) -> {
            if (translation.abstractText() != null
                    && !translation.abstractText().isBlank()) {
                xml.open("trans-abstract", "xml:lang", language.value());
                MarkupVocabulary.JATS.paragraphs(xml, translation.abstractHtml(), translation.abstractText());
                xml.close();
            }
        });
        others(true);
    }

    /**
     * Writes the additional abstracts. Abstracts in a different language than the article follow the translated
     * abstracts, because JATS uses the same element for both.
     */
    private void others(boolean translated) {
        for (OtherAbstract other : body.otherAbstracts()) {
            boolean isTranslated = other.language() != null && !other.language().equals(body.language());
            if (isTranslated == translated) {
                xml.open(
                        translated ? "trans-abstract" : "abstract",
                        "abstract-type",
                        other.type(),
                        "xml:lang",
                        translated ? other.language().value() : null);
                xml.element("title", other.title());
                MarkupVocabulary.JATS.paragraphs(xml, other.abstractHtml(), other.abstractText());
                xml.close();
            }
        }
    }

    public void keywords() {
        keywords(body.language(), body.keywords());
        body.translations().forEach((language, translation) -> keywords(language, translation.keywords()));
    }

    private void keywords(LanguageTag language, List<String> keywords) {
        if (!keywords.isEmpty()) {
            xml.open("kwd-group", "kwd-group-type", "author", "xml:lang", language.value());
            keywords.forEach(keyword -> xml.element("kwd", keyword));
            xml.close();
        }
    }
}
