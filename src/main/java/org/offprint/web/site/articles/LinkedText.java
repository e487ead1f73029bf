package org.offprint.web.site.articles;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offprint.formats.fulltext.report.Heading;
import org.offprint.formats.fulltext.report.Illustration;
import org.offprint.formats.fulltext.stored.Outline;
import org.offprint.kernel.text.HtmlEscaping;

/**
 * Adds links to a stored full text: to each section of the table of contents, and to each table as CSV.
 *
 * @param html HTML of the full text
 * @param tablesPath path of the tables of this text, with a trailing slash; null if the page offers no tables as CSV
 */
record LinkedText(String html, Outline outline, String tablesPath) {

    /** Regular expression of the ids that need no escaping in attributes and URLs. */
    static final String ID = "([A-Za-z0-9_.:-]{1,100})";

    /**
     * Matches the start of a section with its heading, and the start of a table figure. Elements whose ids contain
     * characters other than those of {@link #ID} have no links.
     */
    private static final Pattern PLACE =
            Pattern.compile("<section\\b[^>]*?\\bid=\"" + ID + "\"[^>]*>\\s*<h([2-6])\\b[^>]*>"
                    + "|<figure\\b(?=[^>]*\\bclass=\"table\")[^>]*?\\bid=\"" + ID + "\"[^>]*>");

    private static final String FIGURE = "<figure";
    private static final String TABLE = "<div class=\"scroll\"";

    /**
     * Returns the HTML with the links.
     *
     * @param sectionLabel label of the links to sections, without the title of the section
     * @param tableLabel label of the links to tables
     * @param language language of the labels, as a BCP 47 tag
     * @param direction direction of the labels, {@code ltr} or {@code rtl}
     */
    String with(String sectionLabel, String tableLabel, String language, String direction) {
        String tableAttributes = " lang=\"" + language + "\" dir=\"" + direction + "\" rel=\"nofollow\" download>";
        Map<String, String> titles = new HashMap<>();
        add(titles, outline.contents());
        Map<String, Illustration> tables = new HashMap<>();
        outline.tables().forEach(table -> tables.put(table.id(), table));
        StringBuilder linked = new StringBuilder(html.length() + 200 * (titles.size() + tables.size()));
        int written = 0;
        int table = html.indexOf(TABLE);
        Matcher places = PLACE.matcher(html);
        while (places.find()) {
            boolean isSection = places.group(1) != null;
            String id = isSection ? places.group(1) : places.group(3);
            while (table >= 0 && table < places.end()) {
                table = html.indexOf(TABLE, table + 1);
            }
            int at = isSection ? endOfHeading(places.end(), places.group(2)) : inFigure(table, places.end());
            String link = isSection
                    ? sectionLink(id, titles.get(id), sectionLabel)
                    : tableLink(tables.get(id), tableLabel, tableAttributes);
            if (at > written && !link.isEmpty()) {
                linked.append(html, written, at).append(link);
                written = at;
            }
        }
        return linked.append(html, written, html.length()).toString();
    }

    private static void add(Map<String, String> titles, List<Heading> headings) {
        for (Heading heading : headings) {
            titles.put(heading.id(), heading.text());
            add(titles, heading.parts());
        }
    }

    private int endOfHeading(int from, String level) {
        String end = "</h" + level + ">";
        int at = html.indexOf(end, from);
        return at < 0 ? -1 : at + end.length();
    }

    /** Returns the position of the next table if the table is in the figure that starts at {@code from}, otherwise -1. */
    private int inFigure(int table, int from) {
        int nextFigure = table < 0 ? -1 : html.indexOf(FIGURE, from);
        return nextFigure >= 0 && nextFigure < table ? -1 : table;
    }

    /** Returns a link to a section, or an empty string if the table of contents does not list the section. */
    private static String sectionLink(String id, String title, String label) {
        return title == null
                ? ""
                : "<a class=\"anchor\" href=\"#" + id + "\" aria-label=\"" + HtmlEscaping.escape(label + ": " + title)
                        + "\">#</a>";
    }

    private String tableLink(Illustration table, String label, String attributes) {
        if (table == null || tablesPath == null) {
            return "";
        }
        String name = table.label() == null ? table.title() : table.label();
        return "<p class=\"tools\"><a href=\"" + tablesPath + table.id()
                + ".csv\"" + attributes + HtmlEscaping.escape(label)
                + (name == null ? "" : "<span class=\"hidden\">: " + HtmlEscaping.escape(name) + "</span>")
                + "</a></p>";
    }
}
