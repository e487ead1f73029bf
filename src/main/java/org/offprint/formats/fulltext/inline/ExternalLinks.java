package org.offprint.formats.fulltext.inline;

import java.util.HashMap;
import java.util.Map;
import org.offprint.formats.fulltext.flow.Flow;
import org.offprint.formats.xml.XmlElement;
import org.offprint.kernel.text.PrintedEmails;

/** Renders the external links of a JATS article. E-mail addresses are never published. */
public final class ExternalLinks {

    private ExternalLinks() {}

    /** Returns the writers for external links, keyed by JATS element name. */
    public static Map<String, Flow.Writer> writers() {
        Map<String, Flow.Writer> writers = new HashMap<>();
        writers.put("ext-link", ExternalLinks::link);
        writers.put("uri", ExternalLinks::link);
        writers.put("license_ref", ExternalLinks::link);
        writers.put("self-uri", ExternalLinks::link);
        writers.put("pub-id", ExternalLinks::identifier);
        writers.put("article-id", ExternalLinks::identifier);
        writers.put("related-article", ExternalLinks::link);
        writers.put("inline-supplementary-material", ExternalLinks::file);
        writers.put("inline-media", ExternalLinks::file);
        return writers;
    }

    private static void link(Flow flow, XmlElement element) {
        String href = element.attribute("href");
        if (flow.isInLink()) {
            flow.phrase(element);
            return;
        }
        boolean isPlain = element.elements().isEmpty();
        // Do not read the text of a link that contains elements. With nested links, the same text would be read again
        // at each level.
        String words = isPlain || isEmail(href) ? element.text() : null;
        if (isEmail(href) || href == null && isEmail(words)) {
            words(flow, element, words);
            return;
        }
        String stated = href == null ? words : href;
        String address = WebAddress.of(element.attribute("ext-link-type"), stated);
        if (address == null && stated != null) {
            flow.remark(
                    "link-not-taken",
                    element,
                    "The link " + stated + " is shown as text because it is not a valid web address.");
        }
        if (isPlain && words == null) {
            made(flow, address, stated, flow.source().id(element));
        } else {
            externalLink(flow, element, address);
        }
    }

    private static boolean isEmail(String address) {
        return address != null
                && (address.regionMatches(true, 0, "mailto:", 0, 7)
                        || address.indexOf('@') > 0 && address.indexOf('/') < 0 && address.indexOf(':') < 0);
    }

    /** Writes the text of a link to an e-mail address, without the address itself. */
    private static void words(Flow flow, XmlElement element, String words) {
        if (words != null && words.indexOf('@') >= 0) {
            String left = PrintedEmails.without(words);
            flow.html().text(left);
        } else {
            flow.phrase(element);
        }
    }

    private static void made(Flow flow, String address, String stated, String id) {
        if (address != null) {
            flow.html().open("a", "href", address, "rel", "external", "id", id);
            flow.html().generated(stated).close();
        }
    }

    private static void externalLink(Flow flow, XmlElement element, String address) {
        String id = flow.source().id(element);
        boolean holdsLinks =
                !element.outermost("xref", "ext-link", "uri", "pub-id").isEmpty();
        if (address == null || flow.isInLink() || holdsLinks) {
            if (id != null) {
                flow.html().open("span", "id", id);
            }
            flow.phrase(element);
            if (id != null) {
                flow.html().close();
            }
            return;
        }
        flow.html().open("a", "href", address, "rel", "external", "id", id);
        flow.linked(() -> flow.phrase(element));
        flow.html().close();
    }

    private static void identifier(Flow flow, XmlElement element) {
        String type = element.attribute("pub-id-type");
        String href = element.attribute("href");
        externalLink(flow, element, href == null ? WebAddress.of(type, element.text()) : WebAddress.of(null, href));
    }

    private static void file(Flow flow, XmlElement element) {
        String address = flow.asset(element)
                .map(asset -> asset.originalOrThis().address())
                .orElseGet(() -> element.attribute("href") == null
                                || element.attribute("href").indexOf(':') < 0
                        ? null
                        : WebAddress.of(null, element.attribute("href")));
        externalLink(flow, element, address);
    }
}
