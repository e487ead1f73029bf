package org.offprint.formats.ojs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.offprint.formats.draft.Draft;
import org.offprint.formats.draft.IssueDraft;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.text.SourceText;
import org.offprint.formats.xml.XmlElement;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.PartialDate;

/** Reads an OJS issue and the sections of its articles. The native XML of OJS does not name the journal. */
final class OjsIssueReader {

    private final XmlElement begin;
    private final List<XmlElement> parts = new ArrayList<>();
    private final Draft draft = new Draft();
    private final IssueDraft issue = IssueDraft.of(draft);
    private final Map<String, String> sections = new HashMap<>();
    private boolean read;

    OjsIssueReader(XmlElement begin) {
        this.begin = begin;
    }

    void add(XmlElement part) {
        parts.add(part);
    }

    boolean isRead() {
        return read;
    }

    ImportRecord read() {
        read = true;
        for (XmlElement part : parts) {
            switch (part.name()) {
                case "issue_identification" -> identification(part, issue, draft);
                case "date_published" -> {
                    String date = part.text() == null || part.text().length() < 10
                            ? part.text()
                            : part.text().substring(0, 10);
                    issue.publishedOn(draft.value(date, PartialDate::parse, "date_published"));
                }
                case "description" -> description(part);
                case "id" -> id(part);
                case "sections" -> part.elements("section").forEach(this::section);
                case "covers", "cover" -> cover(part);
                case "issue_galleys" -> galleys(part);
                case "open_access_date" -> draft.unplaced("open_access_date", part.text());
                default -> {}
            }
        }
        draft.unplaced("issue/@url_path", begin.attribute("url_path"));
        if ("0".equals(begin.attribute("published"))) {
            draft.unplaced("issue/@published", "0 (not published)");
        }
        return draft.unvalidated("issue", begin.line());
    }

    private void cover(XmlElement cover) {
        draft.unplaced("covers", "The embedded cover image was not imported.");
        cover.descendants("cover_image_alt_text").forEach(words -> draft.unplaced("covers", words.text()));
    }

    private void galleys(XmlElement galleys) {
        int count = galleys.elements("issue_galley").size();
        draft.unplaced(
                "issue_galleys", count == 0 ? null : "Files of the whole issue that were not imported: " + count);
    }

    /**
     * Reads the volume, number, year and titles of an OJS issue. If a single article was exported, the issue element
     * describes its issue.
     */
    static void identification(XmlElement said, IssueDraft into, Draft draft) {
        into.volume(said.at("volume").take());
        into.number(said.at("number").take());
        String year = said.at("year").text();
        if (year != null && year.matches("[12]\\d{3}")) {
            into.yearOf(year);
            said.at("year").markPlaced();
        } else {
            draft.unplaced("issue_identification/year", said.at("year").take());
        }
        for (XmlElement title : said.elements("title")) {
            String language = OjsTexts.language(title.attribute("locale"), draft, "issue_identification/title/@locale");
            String text = title.take();
            if (!into.hasTitle()) {
                into.title(text);
            } else if (language != null && text != null) {
                into.title(language, text);
            }
        }
    }

    private void description(XmlElement said) {
        String text =
                said.text() == null ? null : org.jsoup.Jsoup.parse(said.text()).text();
        String language = OjsTexts.language(said.attribute("locale"), draft, "description/@locale");
        if (text == null || text.isBlank()) {
            return;
        }
        if (!issue.hasDescription()) {
            issue.description(text);
        } else if (language != null) {
            issue.description(language, SourceText.clean(text));
        }
    }

    private void id(XmlElement id) {
        if ("doi".equals(id.attribute("type"))) {
            issue.doi(draft.parsed(id.text(), Doi::parse, "id"));
        } else if (!"internal".equals(id.attribute("type"))) {
            draft.unplaced("id", id.attribute("type") + " " + id.text());
        }
    }

    private void section(XmlElement section) {
        List<XmlElement> titles = section.elements("title");
        String title =
                titles.isEmpty() ? section.attribute("ref") : titles.get(0).text();
        if (title == null) {
            return;
        }
        sections.put(section.attribute("ref"), title);
        // Articles of an OJS issue refer to a section by its abbreviation, which can be in any language.
        for (XmlElement abbreviation : section.elements("abbrev")) {
            sections.putIfAbsent(abbreviation.text(), title);
            draft.unplaced("sections/section/abbrev", abbreviation.text());
        }
        for (int i = 1; i < titles.size(); i++) {
            draft.unplaced(
                    "sections/section/title",
                    titles.get(i).attribute("locale") + ": " + titles.get(i).text());
        }
        draft.unplaced("sections/section/policy", section.at("policy").text());
    }

    /** Returns the draft of the issue with the data read so far. */
    IssueDraft issue() {
        return issue;
    }

    /**
     * Returns the title of the section with the given reference, or the reference itself if the issue has no such
     * section.
     */
    String section(String ref) {
        return sections.getOrDefault(ref, ref);
    }
}
