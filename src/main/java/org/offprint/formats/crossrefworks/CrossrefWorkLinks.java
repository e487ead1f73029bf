package org.offprint.formats.crossrefworks;

import static org.offprint.formats.draft.JsonSource.objects;
import static org.offprint.formats.draft.JsonSource.take;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.offprint.formats.crossref.reading.CrossrefTerms;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.Draft;
import org.offprint.formats.draft.LicenseDraft;
import org.offprint.formats.text.SourceText;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.License;
import org.offprint.kernel.identifiers.WebUrl;

/** Reads the license, files and related works of a Crossref work. */
final class CrossrefWorkLinks {

    private final ObjectNode work;
    private final ArticleDraft draft;

    private CrossrefWorkLinks(ObjectNode work, ArticleDraft draft) {
        this.work = work;
        this.draft = draft;
    }

    static void read(ObjectNode work, ArticleDraft draft) {
        CrossrefWorkLinks links = new CrossrefWorkLinks(work, draft);
        links.license();
        links.files();
        links.relations();
        links.updates("update-to", true);
        links.updates("updated-by", false);
    }

    /**
     * Reads the license of the version of record, or a Creative Commons license if that version has none. Terms that
     * apply only to text mining are reported as unmapped.
     */
    private void license() {
        List<ObjectNode> licenses = new ArrayList<>(objects(work, "license"));
        licenses.sort(
                Comparator.comparing(each -> rank(each.path("content-version").asText(""))));
        LicenseDraft placed = draft.license();
        for (ObjectNode license : licenses) {
            String url = license.path("URL").asText("");
            boolean isForReaders =
                    rank(license.path("content-version").asText("")) < 3 || url.contains("creativecommons.org/");
            License value = isForReaders ? draft.parsed(url, License::parse, "license/URL") : null;
            if (value != null && placed.url() == null) {
                placed.url(value);
                license.remove("URL");
                removeDefaults(license);
            } else if (value != null && value.toString().equals(placed.url())) {
                license.remove("URL");
                removeDefaults(license);
            }
        }
    }

    /**
     * Removes license members with default values: the version of record, and a start date equal to the publication
     * date.
     */
    private void removeDefaults(ObjectNode license) {
        if (rank(license.path("content-version").asText("")) < 2) {
            license.remove("content-version");
        }
        String start = CrossrefWorkDates.date(license.path("start"), new Draft(), "license");
        if (start != null && start.startsWith(Objects.toString(draft.dates().published(), "none"))) {
            license.remove("start");
        }
    }

    private static int rank(String version) {
        return switch (version) {
            case "vor" -> 0;
            case "unspecified", "" -> 1;
            case "am" -> 2;
            default -> 3;
        };
    }

    /**
     * Reads the links to full-text files. The intended application of a link is reported as unmapped. Links for
     * similarity checks are not imported, because they are intended only for Crossref.
     */
    private void files() {
        for (ObjectNode link : objects(work, "link")) {
            String type = link.path("content-type").asText("");
            boolean isFile = type.contains("/")
                    && !"similarity-checking"
                            .equals(link.path("intended-application").asText(""));
            WebUrl url = isFile ? draft.parsed(link.path("URL").asText(""), WebUrl::parse, "link/URL") : null;
            if (url != null) {
                draft.file("fulltext", type, null, url, null);
                link.remove(List.of("URL", "content-type"));
                if (rank(link.path("content-version").asText("")) < 2) {
                    link.remove("content-version");
                }
            }
        }
    }

    private void relations() {
        if (!(work.path("relation") instanceof ObjectNode relations)) {
            return;
        }
        relations.fieldNames().forEachRemaining(name -> {
            String type = CrossrefTerms.relation(name);
            for (ObjectNode said : objects(relations, name)) {
                if (type != null && "doi".equals(said.path("id-type").asText())) {
                    relation(type, take(said, "id"), "relation/" + name);
                    said.removeAll();
                }
            }
        });
    }

    private void updates(String member, boolean isNotice) {
        for (ObjectNode update : objects(work, member)) {
            String type = CrossrefTerms.update(update.path("type").asText(""), isNotice);
            if (type != null && relation(type, take(update, "DOI"), member)) {
                removeRedundant(update);
            }
        }
    }

    /**
     * Removes redundant members of an imported Crossmark update: a date equal to the publication date, and a label
     * equal to the update type.
     */
    private void removeRedundant(ObjectNode update) {
        String type = update.path("type").asText("");
        if (SourceText.term(update.path("label").asText("")).equals(SourceText.term(type))) {
            update.remove("label");
        }
        String day = CrossrefWorkDates.date(update.path("updated"), new Draft(), "updated");
        if (day != null && day.startsWith(Objects.toString(draft.dates().published(), "none"))) {
            update.remove("updated");
        }
        update.remove(List.of("type", "source", "record-id"));
    }

    private boolean relation(String type, String id, String where) {
        Doi doi = draft.parsed(id, Doi::parse, where);
        if (doi != null) {
            draft.relation(type, doi, null);
        }
        return doi != null;
    }
}
