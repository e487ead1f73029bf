package org.offprint.formats.crossref.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.DatesDraft.Event;
import org.offprint.formats.draft.LicenseDraft;
import org.offprint.formats.xml.XmlElement;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.License;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.kernel.identifiers.WebUrl;

/** Reads Crossref programs at any depth (licenses, funding, relations and Crossmark), and the links to files. */
final class CrossrefProgramsReader {

    private final XmlElement article;
    private final ArticleDraft draft;

    private CrossrefProgramsReader(XmlElement article, ArticleDraft draft) {
        this.article = article;
        this.draft = draft;
    }

    static void read(XmlElement article, ArticleDraft draft) {
        CrossrefProgramsReader programs = new CrossrefProgramsReader(article, draft);
        programs.license();
        for (XmlElement program : article.descendants("program")) {
            CrossrefFundingReader.read(program, draft);
        }
        article.descendants("related_item").forEach(programs::relation);
        article.descendants("update").forEach(programs::update);
        article.descendants("assertion").forEach(programs::history);
        programs.files();
        programs.attributes();
    }

    private void license() {
        List<XmlElement> licenses = new ArrayList<>(article.descendants("license_ref"));
        licenses.sort(Comparator.comparing(license -> rank(license.attribute("applies_to"))));
        LicenseDraft placed = draft.license();
        article.descendants("free_to_read")
                .forEach(free -> draft.unplaced(free.path("start_date"), free.attribute("start_date")));
        for (XmlElement license : licenses) {
            String url = license.text();
            boolean isForReaders = rank(license.attribute("applies_to")) < 3
                    || String.valueOf(url).contains("creativecommons.org/");
            License value = isForReaders ? draft.parsed(url, License::parse, license.path()) : null;
            if (value != null && placed.url() == null) {
                placed.url(value);
            }
            if (value != null && value.toString().equals(placed.url())) {
                license.markPlaced();
                terms(license, url);
            }
        }
    }

    /**
     * Reports the article version to which a license applies, unless it is the version of record. Also reports the
     * start date of the license, unless it is the publication date.
     */
    private void terms(XmlElement license, String url) {
        String start = license.attribute("start_date");
        boolean isLater = start != null && !start.equals(draft.dates().published());
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
            Doi doi = draft.parsed(text, Doi::parse, said.path());
            said.markPlaced();
            if (doi == null) {
                continue;
            }
            draft.relation(type, doi, item.at("description").text());
            item.markPlaced();
        }
    }

    private void update(XmlElement update) {
        String type = CrossrefTerms.update(String.valueOf(update.attribute("type")), true);
        Doi doi = type == null ? null : draft.parsed(update.text(), Doi::parse, update.path());
        if (doi != null) {
            draft.relation(type, doi, null);
            String day = update.attribute("date");
            boolean isOwn = day == null || day.equals(draft.dates().published());
            draft.unplaced(update.path("date"), isOwn ? null : day);
            update.markPlaced();
        }
    }

    /**
     * Reads history dates, such as the date of receipt, from Crossmark assertions. The assertions contain dates as
     * printed by the publisher. Only full ISO dates are imported.
     */
    private void history(XmlElement assertion) {
        String name = String.valueOf(assertion.attribute("name")).toLowerCase(Locale.ROOT);
        String text = assertion.text();
        Event event = Event.named(name);
        boolean isHistory = event != null && event != Event.PUBLISHED;
        if (isHistory
                && text != null
                && text.matches("\\d{4}-\\d{2}-\\d{2}")
                && !draft.dates().has(event)) {
            draft.dates().set(event, draft.value(text, PartialDate::parse, assertion.path()));
            assertion.markPlaced();
        } else if (assertion.attribute("label") != null && text != null) {
            draft.unplaced(assertion.path(), assertion.attribute("label") + ": " + text);
            assertion.markPlaced();
        }
    }

    /**
     * Reports attributes of archives and clinical trials as unmapped, because they are not part of the element text.
     */
    private void attributes() {
        article.descendants("archive").forEach(archive -> draft.unplaced(archive.path(), archive.attribute("name")));
        for (XmlElement trial : article.descendants("clinical-trial-number")) {
            String type = trial.attribute("type");
            draft.unplaced(
                    trial.path(),
                    trial.attribute("registry") + " " + trial.text() + (type == null ? "" : " (" + type + ")"));
            trial.markPlaced();
        }
    }

    /**
     * Reads the links to files for readers and text mining. Links for similarity checks are not imported, because they
     * are intended only for Crossref. Links to the landing page are not imported, because Offprint serves this page.
     */
    private void files() {
        for (XmlElement collection : article.at("doi_data").elements("collection")) {
            boolean isForReaders =
                    !String.valueOf(collection.attribute("property")).contains("crawler");
            for (XmlElement resource : collection.descendants("resource")) {
                WebUrl url = isForReaders ? draft.parsed(resource.text(), WebUrl::parse, resource.path()) : null;
                if (url != null) {
                    draft.file("fulltext", resource.attribute("mime_type"), null, url, null);
                    resource.markPlaced();
                }
            }
        }
    }
}
