package org.offprint.formats.fulltext.blocks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.offprint.formats.fulltext.flow.Flow;
import org.offprint.formats.fulltext.flow.GeneratedWords.Key;
import org.offprint.formats.fulltext.flow.Html;
import org.offprint.formats.fulltext.source.Asset;
import org.offprint.formats.xml.XmlElement;

/** Renders the images of a JATS article with their alternative text. */
public final class Images {

    private static final int MAX_ALT_LENGTH = 250;
    /**
     * Number of figures after which images are loaded lazily. Earlier images are probably visible when the page opens.
     */
    private static final int EAGER_FIGURES = 3;

    private static final Set<String> FORMULAS = Set.of("inline-formula", "disp-formula", "chem-struct");

    private Images() {}

    /** Returns the writers for images, keyed by JATS element name. */
    public static Map<String, Flow.Writer> writers() {
        Map<String, Flow.Writer> writers = new HashMap<>();
        writers.put("graphic", (flow, element) -> write(flow, List.of(element), null));
        writers.put("inline-graphic", (flow, element) -> write(flow, List.of(element), null));
        writers.put("alternatives", Alternatives::write);
        return writers;
    }

    /**
     * Writes the best of several alternative forms of an image.
     *
     * @param owner figure or table that contains the image; may be null
     * @return URL of the displayed image; null if none is displayed
     */
    public static String write(Flow flow, List<XmlElement> forms, XmlElement owner) {
        return write(flow, forms, owner, null);
    }

    /**
     * Writes the image of a formula.
     *
     * @param source TeX source, which is the alternative text if the image has none; empty if there is no source
     */
    public static void writeFormula(Flow flow, XmlElement image, String source) {
        write(flow, List.of(image), null, source.isEmpty() ? null : source);
    }

    private static String write(Flow flow, List<XmlElement> forms, XmlElement owner, String formula) {
        XmlElement best = null;
        Asset asset = null;
        for (XmlElement form : forms) {
            if (Alternatives.isThumbnail(form) && forms.size() > 1) {
                continue;
            }
            Optional<Asset> found = flow.asset(form);
            if (best == null || found.isPresent() && isBetter(found.get(), asset)) {
                best = form;
                asset = found.orElse(null);
            }
        }
        if (best == null) {
            return null;
        }
        Html html = flow.html();
        describe(flow, best, owner);
        if (asset == null) {
            missing(flow, best);
            return null;
        }
        String words = alternativeText(flow, best, owner, asset.alt() == null ? formula : asset.alt());
        if (!asset.isShown()) {
            flow.remark(
                    "image-not-shown",
                    best,
                    "Browsers cannot display " + best.attribute("href") + " (" + asset.mediaType()
                            + "), so the page offers it as a download.");
            link(flow, asset, words);
            return null;
        }
        boolean isInline = best.name().equals("inline-graphic") || owner == null;
        boolean isLink = !isInline && !flow.isInLink();
        if (isLink) {
            html.open("a", "class", "image", "href", asset.originalOrThis().address());
        }
        boolean isLater = flow.report().figures().size() >= EAGER_FIGURES;
        html.empty(
                "img",
                "src",
                asset.address(),
                "alt",
                words,
                "width",
                positive(asset.width()),
                "height",
                positive(asset.height()),
                "class",
                isInline ? "inline" : isTall(asset) ? "tall" : null,
                "id",
                flow.source().id(best),
                "loading",
                isLater ? "lazy" : null,
                "decoding",
                "async");
        if (isLink) {
            html.close();
        }
        return asset.address();
    }

    /**
     * Returns whether a form of an image is better than the best form so far. Image forms that browsers can display are
     * preferred, then vector images, then images with more pixels.
     */
    private static boolean isBetter(Asset found, Asset before) {
        if (before == null || found.isShown() != before.isShown()) {
            return before == null || found.isShown();
        }
        if (found.isVector() != before.isVector()) {
            return found.isVector();
        }
        return found.pixels() > before.pixels();
    }

    /** Returns whether an image is at least as high as it is wide. Pages do not enlarge figures with such images. */
    private static boolean isTall(Asset asset) {
        return asset.width() != null && asset.height() != null && asset.height() >= asset.width();
    }

    private static String positive(Integer number) {
        return number == null || number <= 0 ? null : number.toString();
    }

    private static void missing(Flow flow, XmlElement form) {
        String href = form.attribute("href");
        flow.remark(
                "image-missing",
                form,
                href == null
                        ? "The image has no href attribute."
                        : "The article has no file for the image " + href + ". Upload the file or correct the href.");
        flow.html()
                .open("span", "class", "missing made", "id", flow.source().id(form))
                .text(flow.word(Key.MISSING))
                .close();
        flow.html().text(" ");
        writeAlternativeText(flow, form);
    }

    /** Writes the alternative text in place of an image that cannot be shown. */
    private static void writeAlternativeText(Flow flow, XmlElement form) {
        String stated = form.at("alt-text").text();
        if (stated != null) {
            flow.html().open("span", "class", "alt made").text(stated).close();
        }
    }

    private static void link(Flow flow, Asset asset, String words) {
        if (flow.isInLink()) {
            flow.html().generated(words);
        } else {
            flow.html()
                    .open("a", "class", "download", "href", asset.address(), "type", asset.mediaType())
                    .generated(words);
            flow.html().close();
        }
    }

    /** Writes the long description of an image, if the source has one. */
    private static void describe(Flow flow, XmlElement form, XmlElement owner) {
        for (XmlElement described : owner == null ? List.of(form) : List.of(owner, form)) {
            XmlElement whole = described.at("long-desc");
            if (whole.text() != null && !flow.isInPhrase()) {
                flow.html().open("details", "class", "description");
                flow.html()
                        .open("summary")
                        .generated(flow.word(Key.DESCRIPTION))
                        .close();
                flow.html().open("p");
                flow.phrase(whole);
                flow.html().close().close();
            }
        }
    }

    /**
     * Returns the alternative text of an image: from the source, the given text, or the label and title of the figure
     * or table, in this order. If only the label and title are available, a remark for the editor is added.
     *
     * @param given alternative text from the file metadata, or the TeX source of a formula; may be null
     */
    private static String alternativeText(Flow flow, XmlElement form, XmlElement owner, String given) {
        String stated = form.at("alt-text").text();
        if (stated == null && owner != null) {
            stated = owner.at("alt-text").text();
        }
        if (stated == null && form.parent() != null) {
            stated = form.parent().at("alt-text").text();
        }
        if (stated == null) {
            stated = given;
        }
        if (stated != null) {
            return shortened(stated);
        }
        boolean isFormula = form.selfAndAncestors().limit(4).anyMatch(around -> FORMULAS.contains(around.name()));
        List<String> known = new ArrayList<>();
        if (owner != null) {
            String label = owner.at("label").text();
            known.add(
                    label != null
                            ? withoutDot(label)
                            : flow.word(owner.name().startsWith("table") ? Key.TABLE : Key.FIGURE));
            String title = Captions.title(owner);
            if (title != null) {
                known.add(title);
            }
        } else {
            known.add(flow.word(isFormula ? Key.FORMULA : Key.IMAGE));
        }
        flow.remark(
                "image-without-alternative-text",
                form,
                "The image " + form.attribute("href") + " has no alternative text; \""
                        + shortened(String.join(": ", known)) + "\" is used instead.");
        return shortened(String.join(": ", known));
    }

    private static String withoutDot(String label) {
        return label.length() > 1 && label.endsWith(".") ? label.substring(0, label.length() - 1) : label;
    }

    private static String shortened(String words) {
        if (words.length() <= MAX_ALT_LENGTH) {
            return words;
        }
        int end = words.lastIndexOf(' ', MAX_ALT_LENGTH);
        return words.substring(0, end > MAX_ALT_LENGTH / 2 ? end : words.offsetByCodePoints(0, MAX_ALT_LENGTH / 2))
                + "…";
    }

    /** Alternative forms of the same item, for example an image and a formula, of which only one is shown. */
    static final class Alternatives {

        private static final List<String> PREFERRED = List.of(
                "math",
                "table",
                "tgroup",
                "array",
                "textual-form",
                "code",
                "preformat",
                "media",
                "chem-struct",
                "tex-math");

        private Alternatives() {}

        static boolean isThumbnail(XmlElement form) {
            for (String attribute : new String[] {"specific-use", "content-type"}) {
                String use = form.attribute(attribute);
                String small = use == null ? "" : use.toLowerCase(Locale.ROOT);
                if (small.contains("thumb") || small.contains("scielo-") || small.startsWith("267x")) {
                    return true;
                }
            }
            return false;
        }

        static void write(Flow flow, XmlElement alternatives) {
            if (alternatives.hasOwnText()) {
                alternatives.content().forEach(part -> flow.html().text(part instanceof String text ? text : null));
            }
            for (String name : PREFERRED) {
                for (XmlElement form : alternatives.elements()) {
                    if (form.name().equals(name)) {
                        flow.write(form);
                        return;
                    }
                }
            }
            List<XmlElement> images = alternatives.elements("graphic", "inline-graphic");
            if (!images.isEmpty()) {
                Images.write(flow, images, null);
            } else {
                alternatives.elements().stream().findFirst().ifPresent(flow::write);
            }
        }
    }
}
