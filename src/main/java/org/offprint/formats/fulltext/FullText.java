package org.offprint.formats.fulltext;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.offprint.formats.fulltext.blocks.Boxes;
import org.offprint.formats.fulltext.blocks.CodeBlocks;
import org.offprint.formats.fulltext.blocks.Figures;
import org.offprint.formats.fulltext.blocks.Images;
import org.offprint.formats.fulltext.blocks.Media;
import org.offprint.formats.fulltext.blocks.NoteLists;
import org.offprint.formats.fulltext.blocks.Paragraphs;
import org.offprint.formats.fulltext.blocks.Quotations;
import org.offprint.formats.fulltext.blocks.ReferenceLists;
import org.offprint.formats.fulltext.blocks.Sections;
import org.offprint.formats.fulltext.blocks.SubArticles;
import org.offprint.formats.fulltext.blocks.TextLists;
import org.offprint.formats.fulltext.flow.Flow;
import org.offprint.formats.fulltext.flow.Html;
import org.offprint.formats.fulltext.inline.CrossReferences;
import org.offprint.formats.fulltext.inline.ExternalLinks;
import org.offprint.formats.fulltext.inline.TextStyles;
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
 * Full text of an article in one language, rendered from JATS or HTML. Full text from JATS excludes e-mail addresses
 * and the front matter, which is part of the article record.
 *
 * @param language language of the full text as stated in the source; null if the source states no language
 * @param html HTML fragment for the body of a page, in which the highest headings are {@code h2}
 * @param text plain text, one paragraph per line
 * @param searched plain text without the references
 * @param contents table of contents with two levels of headings
 * @param figures figures in document order
 * @param tables tables in document order
 * @param assets references to files, in document order
 * @param remarks remarks for the editor, in document order
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

    /** Version of the full-text rendering. Increment the version with each change to the output. */
    public static final int VERSION = 8;

    private static final Map<String, Flow.Writer> WRITERS = writers();

    /**
     * Renders the article with all sub-articles except translations.
     *
     * @param assets returns the file for an {@code href} in the source
     * @throws org.offprint.formats.reading.UnreadableException if the full text is too long
     */
    public static FullText of(SourceArticle source, Function<String, Optional<Asset>> assets) {
        return of(source, source.root(), null, assets);
    }

    /**
     * Renders a translation of the article. If the translation has no references, it includes the references of the
     * article.
     */
    public static FullText ofTranslation(
            SourceArticle source, XmlElement translation, Function<String, Optional<Asset>> assets) {
        XmlElement references = source.root().at("back", "ref-list");
        boolean hasOwn =
                references.isNone() || !translation.at("back", "ref-list").isNone();
        return of(source, translation, hasOwn ? null : references, assets);
    }

    /**
     * Renders the article, followed by its translations.
     *
     * @throws org.offprint.formats.reading.UnreadableException if the HTML of the article and its translations is too
     *     long in total
     */
    public static List<FullText> all(SourceArticle source, Function<String, Optional<Asset>> assets) {
        List<FullText> texts = new ArrayList<>();
        texts.add(of(source, assets));
        long length = texts.get(0).html().length();
        for (XmlElement translation : source.translations()) {
            FullText text = ofTranslation(source, translation, assets);
            length += text.html().length();
            Html.requireLength(length);
            texts.add(text);
        }
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
                        "The link to " + link.target() + " is shown as text because its target is not on this page."));
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
        writers.putAll(TextStyles.writers());
        writers.putAll(ExternalLinks.writers());
        writers.putAll(CrossReferences.writers());
        writers.putAll(Paragraphs.writers());
        writers.putAll(Sections.writers());
        writers.putAll(TextLists.writers());
        writers.putAll(Quotations.writers());
        writers.putAll(Boxes.writers());
        writers.putAll(CodeBlocks.writers());
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
