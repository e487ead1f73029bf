package org.offprint.formats.crossref.reading;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.offprint.formats.draft.Draft;
import org.offprint.formats.xml.XmlElement;
import org.offprint.identifiers.Doi;
import org.offprint.identifiers.License;
import org.offprint.identifiers.PartialDate;
import org.offprint.identifiers.WebUrl;

/** Programs of Crossref, wherever they stand: licences, funding, relations, Crossmark; and the files. */
final class CrossrefProgramsReader {

    private final XmlElement article;
    private final Draft draft;

    private CrossrefProgramsReader(XmlElement article, Draft draft) {
        this.article = article;
        this.draft = draft;
    }

    static void read(XmlElement article, Draft draft) {
        CrossrefProgramsReader programs = new CrossrefProgramsReader(article, draft);
        programs.license();
        for (XmlElement program : article.within("program")) {
            CrossrefFundingReader.read(program, draft);
        }
        article.within("related_item").forEach(programs::relation);
        article.within("update").forEach(programs::update);
        article.within("assertion").forEach(programs::history);
        programs.files();
        programs.attributes();
    }

    private void license() {
        List<XmlElement> licenses = new ArrayList<>(article.within("license_ref"));
        licenses.sort(Comparator.comparing(license -> rank(license.attribute("applies_to"))));
        ObjectNode placed = draft.object("license");
        article.within("free_to_read")
                .forEach(free -> draft.unplaced(free.path("start_date"), free.attribute("start_date")));
        for (XmlElement license : licenses) {
            String url = license.text();
            boolean isForReaders = rank(license.attribute("applies_to")) < 3
                    || String.valueOf(url).contains("creativecommons.org/");
            String value = isForReaders ? draft.value(url, License::parse, license.path()) : null;
            if (value != null && !placed.has("url")) {
                placed.put("url", value);
            }
            if (value != null && value.equals(placed.path("url").textValue())) {
                license.mark();
                terms(license, url);
            }
        }
    }

    /** Of which version it is the licence, if not of the one of record, and from when, if not from publication. */
    private void terms(XmlElement license, String url) {
        String start = license.attribute("start_date");
        boolean isLater = start != null
                && !start.equals(draft.object("dates").path("published").textValue());
        boolean isOther = rank(license.attribute("applies_to")) > 1;
        if (isLater || isOther) {
            draft.unplaced(
                    license.path(),
                    url + (isOther ? " (" + license.attribute("applies_to") + ")" : "") + (isLater ? " " + start : ""));
        }
    }

    private static int rank(String version) {
        return version == null ? 1 : version.equals("vor") ? 0 : version.equals("am") ? 2 : 3;
    }

    private void relation(XmlElement item) {
        for (XmlElement said : item.elements("inter_work_relation", "intra_work_relation")) {
            String name = String.valueOf(said.attribute("relationship-type"));
            String type = CrossrefTerms.relation(name);
            boolean isDoi = "doi".equals(said.attribute("identifier-type"));
            String text = said.text() == null
                    ? ""
                    : said.text().replaceAll("^[\"\u201C\u201D]+|(?<![\"\u201C\u201D])[\"\u201C\u201D]+$", "");
            if (type == null || !isDoi) {
                draft.unplaced(item.path(), name + " " + item.take());
                continue;
            }
            String doi = draft.value(text, Doi::parse, said.path());
            said.mark();
            if (doi == null) {
                continue;
            }
            ObjectNode relation = draft.body().objectNode();
            relation.put("type", type).put("doi", doi);
            Draft.put(relation, "label", item.at("description").text());
            draft.addOnce("relations", relation);
            item.mark();
        }
    }

    private void update(XmlElement update) {
        String type = CrossrefTerms.update(String.valueOf(update.attribute("type")), true);
        String doi = type == null ? null : draft.value(update.text(), Doi::parse, update.path());
        if (doi != null) {
            ObjectNode relation = draft.body().objectNode();
            draft.addOnce("relations", relation.put("type", type).put("doi", doi));
            String day = update.attribute("date");
            boolean isOwn = day == null
                    || day.equals(draft.object("dates").path("published").textValue());
            draft.unplaced(update.path("date"), isOwn ? null : day);
            update.mark();
        }
    }

    /** Crossmark holds when an article was received and the like as publishers print it; whole dates are taken. */
    private void history(XmlElement assertion) {
        String name = String.valueOf(assertion.attribute("name")).toLowerCase(Locale.ROOT);
        String text = assertion.text();
        boolean isHistory = Set.of("received", "revised", "accepted").contains(name);
        if (isHistory
                && text != null
                && text.matches("\\d{4}-\\d{2}-\\d{2}")
                && !draft.object("dates").has(name)) {
            Draft.put(draft.object("dates"), name, draft.value(text, PartialDate::parse, assertion.path()));
            assertion.mark();
        } else if (assertion.attribute("label") != null && text != null) {
            draft.unplaced(assertion.path(), assertion.attribute("label") + ": " + text);
            assertion.mark();
        }
    }

    /** Reports attributes that no text says. */
    private void attributes() {
        article.within("archive").forEach(archive -> draft.unplaced(archive.path(), archive.attribute("name")));
        for (XmlElement trial : article.within("clinical-trial-number")) {
            String type = trial.attribute("type");
            draft.unplaced(
                    trial.path(),
                    trial.attribute("registry") + " " + trial.text() + (type == null ? "" : " (" + type + ")"));
            trial.mark();
        }
    }

    /** Files for readers and miners; the page of the article is our own, and those for the comparison of texts are for Crossref. */
    private void files() {
        for (XmlElement collection : article.at("doi_data").elements("collection")) {
            boolean isForReaders =
                    !String.valueOf(collection.attribute("property")).contains("crawler");
            for (XmlElement resource : collection.within("resource")) {
                String url = isForReaders ? draft.value(resource.text(), WebUrl::parse, resource.path()) : null;
                if (url != null) {
                    ObjectNode file = draft.body().objectNode();
                    file.put("role", "fulltext");
                    Draft.put(file, "mediaType", resource.attribute("mime_type"));
                    draft.addOnce("files", file.put("url", url));
                    resource.mark();
                }
            }
        }
    }
}
