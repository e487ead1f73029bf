package org.offprint.formats.fulltext;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.offprint.formats.fulltext.blocks.Boxes;
import org.offprint.formats.fulltext.blocks.Figures;
import org.offprint.formats.fulltext.blocks.Images;
import org.offprint.formats.fulltext.blocks.Media;
import org.offprint.formats.fulltext.blocks.NoteLists;
import org.offprint.formats.fulltext.blocks.Paragraphs;
import org.offprint.formats.fulltext.blocks.Programs;
import org.offprint.formats.fulltext.blocks.Quotations;
import org.offprint.formats.fulltext.blocks.ReferenceLists;
import org.offprint.formats.fulltext.blocks.Sections;
import org.offprint.formats.fulltext.blocks.SubArticles;
import org.offprint.formats.fulltext.blocks.TextLists;
import org.offprint.formats.fulltext.flow.Flow;
import org.offprint.formats.fulltext.flow.Html;
import org.offprint.formats.fulltext.inline.CrossReferences;
import org.offprint.formats.fulltext.inline.Faces;
import org.offprint.formats.fulltext.inline.OutwardLinks;
import org.offprint.formats.fulltext.mathematics.Formulas;
import org.offprint.formats.fulltext.report.AssetUse;
import org.offprint.formats.fulltext.report.Heading;
import org.offprint.formats.fulltext.report.Illustration;
import org.offprint.formats.fulltext.report.Remark;
import org.offprint.formats.fulltext.source.Asset;
import org.offprint.formats.fulltext.source.SourceArticle;
import org.offprint.formats.fulltext.tables.Tables;
import org.offprint.formats.xml.XmlElement;

/**
 * The text of an article in one language, made of its JATS file. What is in the front matter is the record's and is not in
 * it; e-mail addresses are not either.
 *
 * @param language of the text as the source states it; null where it states none
 * @param html a fragment for the body of a page; its headings begin with {@code h2}
 * @param text all its words, a paragraph a line
 * @param searched the words without those of the references
 * @param contents headings, two deep
 * @param figures in their order
 * @param tables in their order
 * @param assets the files that it refers to, in their order
 * @param remarks for the editor, in the order of the page
 */
public record FullText(
        String language,
        String html,
        String text,
        String searched,
        List<Heading> contents,
        List<Illustration> figures,
        List<Illustration> tables,
        List<AssetUse> assets,
        List<Remark> remarks) {

    /** Raised with each change of what comes out. */
    public static final int VERSION = 3;

    private static final Map<String, Flow.Writer> WRITERS = writers();

    /**
     * Writes the article itself, with the articles within it that are no translations.
     *
     * @param assets returns the file that an {@code href} of the source means
     */
    public static FullText of(SourceArticle source, Function<String, Optional<Asset>> assets) {
        return of(source, source.root(), null, assets);
    }

    /** Writes a translation, with the references of the article where it has none of its own. */
    public static FullText ofTranslation(
            SourceArticle source, XmlElement translation, Function<String, Optional<Asset>> assets) {
        XmlElement references = source.root().at("back", "ref-list");
        boolean hasOwn =
                references.isNone() || !translation.at("back", "ref-list").isNone();
        return of(source, translation, hasOwn ? null : references, assets);
    }

    /** Writes the article and its translations, in this order. */
    public static List<FullText> all(SourceArticle source, Function<String, Optional<Asset>> assets) {
        List<FullText> texts = new ArrayList<>();
        texts.add(of(source, assets));
        source.translations().forEach(translation -> texts.add(ofTranslation(source, translation, assets)));
        return texts;
    }

    private static FullText of(
            SourceArticle source, XmlElement article, XmlElement references, Function<String, Optional<Asset>> assets) {
        Flow flow = new Flow(source, WRITERS, assets, article);
        SubArticles.write(flow, article, references);
        Html html = flow.html();
        html.dangling().forEach(link -> flow.report()
                .remark(
                        "reference-to-nothing",
                        link.line(),
                        "The link to " + link.target() + " is shown as text: that is not on this page."));
        return new FullText(
                flow.language(article),
                html.toString(),
                html.plain().all(),
                html.plain().own(),
                flow.report().contents(),
                flow.report().figures(),
                flow.report().tables(),
                flow.report().assets(),
                flow.report().remarks());
    }

    private static Map<String, Flow.Writer> writers() {
        Map<String, Flow.Writer> writers = new HashMap<>();
        writers.putAll(Faces.writers());
        writers.putAll(OutwardLinks.writers());
        writers.putAll(CrossReferences.writers());
        writers.putAll(Paragraphs.writers());
        writers.putAll(Sections.writers());
        writers.putAll(TextLists.writers());
        writers.putAll(Quotations.writers());
        writers.putAll(Boxes.writers());
        writers.putAll(Programs.writers());
        writers.putAll(NoteLists.writers());
        writers.putAll(Images.writers());
        writers.putAll(Figures.writers());
        writers.putAll(Media.writers());
        writers.putAll(Tables.writers());
        writers.putAll(Formulas.writers());
        writers.putAll(ReferenceLists.writers());
        writers.putAll(SubArticles.writers());
        return Map.copyOf(writers);
    }
}
