package org.offprint.formats.crossref.writing;

import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.xml.MarkupVocabulary;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.record.OtherAbstract;
import org.offprint.kernel.record.Translation;

/** Writes the titles and abstracts of a Crossref deposit in all languages, with their markup. */
public final class CrossrefTextsWriter {

    private static final int MAX_TITLES = 20;

    private CrossrefTextsWriter() {}

    public static void titles(XmlWriter xml, PublishedRecord record) {
        originalTitle(xml, record);
        record.body().translations().values().stream()
                .filter(translation -> translation.title() != null)
                .limit(MAX_TITLES - 1L)
                .forEach(translation -> title(xml, record, translation));
    }

    /** Writes the title and subtitle in the language of the article. */
    static void originalTitle(XmlWriter xml, PublishedRecord record) {
        xml.open("titles");
        xml.openMixed("title").text(record.titlePrefix());
        MarkupVocabulary.CROSSREF.title(xml, record.body().titleHtml(), record.title());
        xml.close();
        xml.element("subtitle", record.body().subtitle());
        xml.close();
    }

    private static void title(XmlWriter xml, PublishedRecord record, Translation translation) {
        xml.open("titles");
        xml.openMixed("title").text(record.titlePrefix());
        MarkupVocabulary.CROSSREF.title(xml, translation.titleHtml(), translation.title());
        xml.close();
        xml.element("subtitle", translation.subtitle());
        xml.close();
    }

    public static void abstracts(XmlWriter xml, PublishedRecord record) {
        jatsAbstract(
                xml,
                record.body().language(),
                record.body().abstractHtml(),
                record.body().abstractText());
        record.body()
                .translations()
                .forEach((language, translation) ->
                        jatsAbstract(xml, language, translation.abstractHtml(), translation.abstractText()));
        record.body().otherAbstracts().forEach(other -> otherwise(xml, record, other));
    }

    private static void otherwise(XmlWriter xml, PublishedRecord record, OtherAbstract other) {
        if (XmlWriter.clean(other.abstractText()).isBlank()) {
            return;
        }
        LanguageTag language = other.language() == null ? record.body().language() : other.language();
        xml.open("jats:abstract", "abstract-type", other.type(), "xml:lang", language.value());
        xml.element("jats:title", other.title());
        MarkupVocabulary.PREFIXED_JATS.paragraphs(xml, other.abstractHtml(), other.abstractText());
        xml.close();
    }

    private static void jatsAbstract(XmlWriter xml, LanguageTag language, String html, String text) {
        if (text != null && !XmlWriter.clean(text).isBlank()) {
            xml.open("jats:abstract", "xml:lang", language.value());
            MarkupVocabulary.PREFIXED_JATS.paragraphs(xml, html, text);
            xml.close();
        }
    }
}
