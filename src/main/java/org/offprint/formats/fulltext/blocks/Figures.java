package org.offprint.formats.fulltext.blocks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.offprint.formats.fulltext.flow.Flow;
import org.offprint.formats.fulltext.flow.GeneratedWords.Key;
import org.offprint.formats.fulltext.flow.Html;
import org.offprint.formats.fulltext.report.Illustration;
import org.offprint.formats.xml.XmlElement;

/** Renders the figures and figure groups of a JATS article. */
public final class Figures {

    /** Child elements of a figure that are not written separately, because they describe the image or are not shown. */
    private static final Set<String> NOT_WRITTEN =
            Set.of("alt-text", "long-desc", "object-id", "kwd-group", "subj-group", "email");

    /** Types of image renditions, reduced to lower-case letters. */
    private static final Set<String> RENDITIONS = Set.of(
            ("print online web low high lowres highres hires lowresolution highresolution small medium large fullsize"
                            + " original preview thumb thumbnail eps tiff tif jpeg jpg gif png svg pdf")
                    .split(" "));

    private static final Pattern EXTENSION = Pattern.compile("(?i)\\.(?:tiff?|jpe?g|png|gif|eps|svg|pdf|webp|bmp)$");
    private static final int MAX_RENDITIONS = 8;

    private Figures() {}

    /** Returns the writers for figures and figure groups, keyed by JATS element name. */
    public static Map<String, Flow.Writer> writers() {
        Map<String, Flow.Writer> writers = new HashMap<>();
        writers.put("fig", Figures::figure);
        writers.put("fig-group", Figures::group);
        writers.put("chem-struct-wrap", Figures::figure);
        return writers;
    }

    private static void figure(Flow flow, XmlElement figure) {
        Html html = flow.html();
        String id = flow.idOf(figure, "f");
        int entry = flow.report().figures().size();
        flow.report().figure(new Illustration(id, figure.at("label").text(), Captions.title(figure), null));
        html.open("figure", "id", id, "class", type(figure), "lang", flow.language(figure));
        String image = content(flow, figure);
        if (Captions.hasWords(figure)) {
            html.open("figcaption");
            flow.boxed(() -> Captions.write(flow, figure));
            html.close();
        }
        html.close();
        flow.report().imageOfFigure(entry, image);
    }

    private static String type(XmlElement figure) {
        String type = figure.attribute("fig-type");
        return type == null ? null : Flow.className(type);
    }

    /**
     * Writes the content of a figure. Images are written separately, unless they are alternative forms or renditions of
     * the same image.
     */
    private static String content(Flow flow, XmlElement figure) {
        String image = null;
        flow.looseText(figure);
        List<XmlElement> parts = figure.elements();
        for (int i = 0; i < parts.size(); i++) {
            XmlElement part = parts.get(i);
            if (Captions.isOfCaption(part) || NOT_WRITTEN.contains(part.name())) {
                continue;
            }
            List<XmlElement> forms = part.name().equals("graphic") ? renditions(parts, i) : alternatives(part);
            i += part.name().equals("graphic") ? forms.size() - 1 : 0;
            if (forms.isEmpty()) {
                flow.write(part);
                flow.writeDeferred();
            } else {
                String shown = Images.write(flow, forms, figure);
                image = image == null ? shown : image;
            }
        }
        return image;
    }

    /**
     * Returns an image and the images that directly follow it and are renditions of the same image. Renditions have
     * different types, such as {@code print}, {@code low} and {@code high}, or file names that differ only in their
     * extensions.
     */
    private static List<XmlElement> renditions(List<XmlElement> parts, int first) {
        List<XmlElement> forms = new ArrayList<>(List.of(parts.get(first)));
        for (int i = first + 1; i < parts.size() && forms.size() < MAX_RENDITIONS; i++) {
            XmlElement next = parts.get(i);
            String type = rendition(next);
            boolean isOther = type != null
                    && forms.stream().map(Figures::rendition).noneMatch(each -> each == null || each.equals(type));
            if (!next.name().equals("graphic") || !isOther && !isSameFile(forms.get(0), next)) {
                break;
            }
            forms.add(next);
        }
        return forms;
    }

    /** Returns the rendition of an image from its type attributes, or null if they do not name a rendition. */
    private static String rendition(XmlElement image) {
        for (String attribute : List.of("specific-use", "content-type")) {
            String use = image.attribute(attribute);
            String plain = use == null ? "" : use.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
            if (RENDITIONS.contains(plain)) {
                return plain;
            }
        }
        return null;
    }

    private static boolean isSameFile(XmlElement image, XmlElement other) {
        String name = image.attribute("href");
        String otherName = other.attribute("href");
        return name != null
                && otherName != null
                && !name.equals(otherName)
                && EXTENSION
                        .matcher(name)
                        .replaceFirst("")
                        .equals(EXTENSION.matcher(otherName).replaceFirst(""));
    }

    private static List<XmlElement> alternatives(XmlElement part) {
        boolean isOfImages = part.name().equals("alternatives")
                && part.elements().stream().allMatch(form -> form.name().equals("graphic"));
        return isOfImages ? part.elements() : List.of();
    }

    /** Writes a group of figures. Supplementary figures are written in a collapsed {@code details} element. */
    private static void group(Flow flow, XmlElement group) {
        Html html = flow.html();
        html.open("figure", "class", "group", "id", flow.source().id(group), "lang", flow.language(group));
        List<XmlElement> supplements = new ArrayList<>();
        flow.looseText(group);
        for (XmlElement part : group.elements()) {
            String use = part.attribute("specific-use");
            if (use != null && use.startsWith("child")) {
                supplements.add(part);
            } else if (!Captions.isOfCaption(part) && !NOT_WRITTEN.contains(part.name())) {
                flow.write(part);
                flow.writeDeferred();
            }
        }
        if (!supplements.isEmpty()) {
            html.open("details");
            html.open("summary")
                    .generated(flow.word(Key.SUPPLEMENTS) + " (" + supplements.size() + ")")
                    .close();
            for (XmlElement part : supplements) {
                flow.write(part);
                flow.writeDeferred();
            }
            html.close();
        }
        if (Captions.hasWords(group)) {
            html.open("figcaption");
            flow.boxed(() -> Captions.write(flow, group));
            html.close();
        }
        html.close();
    }
}
