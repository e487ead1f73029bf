package org.offprint.formats.jats.metadata;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.offprint.formats.draft.Draft;
import org.offprint.formats.xml.XmlElement;
import org.offprint.identifiers.Doi;
import org.offprint.identifiers.License;
import org.offprint.identifiers.RorId;

/** {@code permissions} and {@code funding-group}. */
public final class JatsRightsReader {

    private final XmlElement meta;
    private final Draft draft;

    private JatsRightsReader(XmlElement meta, Draft draft) {
        this.meta = meta;
        this.draft = draft;
    }

    public static void read(XmlElement meta, Draft draft) {
        JatsRightsReader rights = new JatsRightsReader(meta, draft);
        rights.permissions(meta.at("permissions").isNone() ? meta : meta.at("permissions"));
        meta.elements("funding-group").forEach(rights::funding);
        rights.formerFunding();
    }

    private void permissions(XmlElement permissions) {
        ObjectNode license = draft.object("license");
        ObjectNode copyright = JsonNodeFactory.instance.objectNode();
        Draft.put(copyright, "holder", permissions.at("copyright-holder").take());
        Draft.put(copyright, "statement", permissions.at("copyright-statement").take());
        XmlElement year = permissions.at("copyright-year");
        if (String.valueOf(year.text()).matches("[12]\\d{3}[,.;]?")) {
            copyright.put("year", Integer.parseInt(year.take().substring(0, 4)));
        }
        for (XmlElement terms : permissions.elements("license")) {
            license(terms, license);
        }
        for (XmlElement free : permissions.within("free_to_read")) {
            free.mark();
            draft.unplaced(free.path("start_date"), free.attribute("start_date"));
            draft.unplaced(free.path("end_date"), free.attribute("end_date"));
        }
        if (!copyright.isEmpty()) {
            license.set("copyright", copyright);
        }
    }

    private void license(XmlElement terms, ObjectNode license) {
        for (XmlElement link : links(terms)) {
            boolean isInWords = link.name().equals("ext-link") || link.name().equals("uri");
            String said = link.name().equals("license_ref") ? link.text() : link.attribute("href");
            String url = said == null && link.name().equals("uri") ? link.text() : said;
            if (url == null || isInWords && !isLicense(url)) {
                continue;
            }
            String value = draft.value(url, License::parse, link.path());
            if (value != null && !license.has("url")) {
                license.put("url", value);
                Draft.put(license, "name", terms.attribute("title"));
            } else if (value != null && !value.equals(license.get("url").textValue()) && !isInWords && !isBare(url)) {
                draft.unplaced(link.path(), url);
            }
            if (link.name().equals("license_ref")) {
                link.mark();
            }
        }
        ours(terms);
    }

    private static List<XmlElement> links(XmlElement terms) {
        List<XmlElement> links = new ArrayList<>(terms.elements("license_ref"));
        if (!isBare(terms.attribute("href"))) {
            links.add(terms);
        }
        links.addAll(terms.within("ext-link", "uri"));
        links.add(terms);
        return links;
    }

    /** The page of all licences of Creative Commons names none of them. */
    private static boolean isBare(String url) {
        return url == null || url.matches("(?i)https?://(?:www\\.)?creativecommons\\.org(?:/licenses)?/?");
    }

    /** Of the links in its words the licence is one of Creative Commons, or of open source. */
    private static boolean isLicense(String url) {
        return url.contains("creativecommons.org/") && !isBare(url) || url.contains("opensource.org/licenses");
    }

    /** The sentence of our own export, which says no more than the licence that it names. */
    private static void ours(XmlElement terms) {
        for (XmlElement words : terms.elements("license-p")) {
            String said = String.valueOf(words.text());
            if (said.matches(
                    "This (?:is an open access article|article is) distributed under the terms of the licence [^.]+(?:\\.\\d[^.]*)?\\.")) {
                words.mark();
            }
        }
    }

    private void funding(XmlElement group) {
        for (XmlElement award : group.elements("award-group")) {
            List<XmlElement> sources = award.elements("funding-source");
            award(sources, award.elements("award-id"));
        }
        award(group.elements("funding-source"), group.elements("award-id"));
    }

    /** Before there were groups, and for some since: funders and awards beside each other, linked by id. */
    private void formerFunding() {
        award(meta.elements("contract-sponsor", "grant-sponsor"), meta.elements("contract-num", "grant-num"));
    }

    private void award(List<XmlElement> sources, List<XmlElement> awards) {
        for (XmlElement source : sources) {
            ObjectNode funding = JsonNodeFactory.instance.objectNode();
            funder(source, funding);
            if (!funding.has("funder")) {
                continue;
            }
            ArrayNode ids = JsonNodeFactory.instance.arrayNode();
            for (XmlElement award : awards) {
                String rid = award.attribute("rid");
                boolean isOwn =
                        rid == null || List.of(rid.split("\\s+")).contains(String.valueOf(source.attribute("id")));
                if (isOwn && award.text() != null) {
                    ids.add(award.take());
                    draft.unplaced(award.path("xlink:href"), award.attribute("href"));
                }
            }
            if (!ids.isEmpty()) {
                funding.set("awards", ids);
            }
            source.mark();
            draft.addOnce("funding", funding);
        }
    }

    /** Reports whether a part is the name of a funder, as Crossref marks it. */
    private static boolean isFunderName(XmlElement part) {
        return String.valueOf(part.attribute("content-type")).matches("(?i)funder[-_ ]?name");
    }

    private void funder(XmlElement source, ObjectNode funding) {
        List<XmlElement> named = source.within("institution", "named-content").stream()
                .filter(each -> each.name().equals("institution") || isFunderName(each))
                .toList();
        Draft.put(
                funding,
                "funder",
                named.isEmpty()
                        ? source.textWithout("institution-id", "named-content")
                        : named.get(0).text());
        for (XmlElement id : source.within("institution-id", "named-content")) {
            String text = named.contains(id) ? null : id.text();
            boolean isRor = text != null && text.contains("ror.org/")
                    || "ror".equalsIgnoreCase(id.attribute("institution-id-type"));
            boolean isDoi = text != null && text.contains("10.13039/");
            if (isRor) {
                Draft.put(funding, "ror", draft.value(text, RorId::parse, id.path()));
            } else if (isDoi) {
                Draft.put(funding, "funderDoi", draft.value(text, Doi::parse, id.path()));
            } else if (text != null) {
                draft.unplaced(id.path(), text);
            }
        }
        for (XmlElement place : source.within("country")) {
            draft.unplaced(place.path(), place.text());
        }
    }
}
