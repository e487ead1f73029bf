package org.offprint.formats.fulltext.blocks;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.offprint.formats.fulltext.flow.Flow;
import org.offprint.formats.fulltext.flow.GeneratedWords.Key;
import org.offprint.formats.fulltext.flow.Html;
import org.offprint.formats.fulltext.inline.WebAddress;
import org.offprint.formats.fulltext.source.Asset;
import org.offprint.formats.xml.XmlElement;

/** Renders videos, audio and downloadable files, each with its label and caption. */
public final class Media {

    private static final Set<String> NOT_WRITTEN = Set.of("alt-text", "long-desc", "object-id", "email");
    private static final int MAX_NAME_LENGTH = 120;

    private Media() {}

    /** Returns the writers for media and supplementary material, keyed by JATS element name. */
    public static Map<String, Flow.Writer> writers() {
        Map<String, Flow.Writer> writers = new HashMap<>();
        writers.put("media", Media::write);
        writers.put("supplementary-material", Media::write);
        return writers;
    }

    private static void write(Flow flow, XmlElement element) {
        Html html = flow.html();
        boolean isFile = element.name().equals("supplementary-material");
        html.open(
                "div",
                "class",
                isFile ? "supplement" : "media",
                "id",
                flow.idOf(element, "m"),
                "lang",
                flow.language(element));
        if (element.attribute("href") != null) {
            file(flow, element);
        }
        if (Captions.hasWords(element)) {
            flow.boxed(() -> Captions.write(flow, element));
        }
        flow.looseText(element);
        for (XmlElement part : element.elements()) {
            if (!Captions.isOfCaption(part) && !NOT_WRITTEN.contains(part.name())) {
                part(flow, element, part);
            }
        }
        html.close();
    }

    /**
     * Writes a child of a media element. For a {@code media} child without caption and text, only the player or the
     * download link is written.
     */
    private static void part(Flow flow, XmlElement owner, XmlElement part) {
        boolean isItsFile = part.name().equals("media") && !Captions.hasWords(part) && part.text() == null;
        if (isItsFile && part.attribute("href") != null) {
            file(flow, part);
        } else if (part.name().equals("graphic")) {
            Images.write(flow, List.of(part), owner);
        } else {
            flow.write(part);
        }
        flow.writeDeferred();
    }

    private static void file(Flow flow, XmlElement element) {
        Optional<Asset> found = flow.asset(element);
        String href = element.attribute("href");
        if (found.isEmpty()) {
            externalOrMissing(flow, element, href);
            return;
        }
        Asset asset = found.get().originalOrThis();
        Html html = flow.html();
        String id = element.name().equals("media") && element.parent().name().equals("supplementary-material")
                ? flow.source().id(element)
                : null;
        if (asset.isVideo() || asset.isAudio()) {
            String name = element.at("label").text();
            html.open(
                            asset.isVideo() ? "video" : "audio",
                            "src",
                            asset.address(),
                            "controls",
                            "",
                            "preload",
                            "none",
                            "id",
                            id,
                            "aria-label",
                            name == null ? flow.word(asset.isVideo() ? Key.VIDEO : Key.AUDIO) : name)
                    .close();
        }
        html.open("p", "class", "download made", "id", asset.isVideo() || asset.isAudio() ? null : id);
        link(flow, asset.address(), asset.mediaType(), flow.word(Key.DOWNLOAD) + ": " + name(href));
        String size = asset.size() == null ? "" : ", " + Size.of(asset.size());
        html.text(" (" + asset.mediaType() + size + ")");
        html.close();
    }

    /**
     * Writes a link to an external file. If the URL is not external, writes the file name and adds a remark for the
     * editor.
     */
    private static void externalOrMissing(Flow flow, XmlElement element, String href) {
        String address = href.indexOf(':') < 0 ? null : WebAddress.of(null, href);
        if (address == null) {
            flow.remark(
                    "file-missing",
                    element,
                    "The article has no file " + href + ". Upload the file or correct the href.");
            flow.html().open("p", "class", "missing made").text(name(href)).close();
        } else {
            flow.html().open("p", "class", "download made");
            link(flow, address, null, flow.word(Key.DOWNLOAD) + ": " + name(href));
            flow.html().close();
        }
    }

    private static void link(Flow flow, String address, String type, String words) {
        if (flow.isInLink()) {
            flow.html().text(words);
        } else {
            flow.html()
                    .open("a", "href", address, "type", type, "rel", type == null ? "external" : null)
                    .text(words)
                    .close();
        }
    }

    private static String name(String href) {
        String name = href.substring(href.lastIndexOf('/', href.length() - 2) + 1);
        return name.length() <= MAX_NAME_LENGTH ? name : name.substring(0, MAX_NAME_LENGTH) + "…";
    }

    /** Formats a file size in bytes for display. */
    private static final class Size {

        private static final List<String> UNITS = List.of("B", "kB", "MB", "GB", "TB");

        private Size() {}

        static String of(long bytes) {
            double size = bytes;
            int unit = 0;
            while (size >= 1000 && unit < UNITS.size() - 1) {
                size /= 1000;
                unit++;
            }
            return (unit == 0 || size >= 100
                            ? Long.toString(Math.round(size))
                            : String.format(Locale.ROOT, "%.1f", size))
                    + " " + UNITS.get(unit);
        }
    }
}
