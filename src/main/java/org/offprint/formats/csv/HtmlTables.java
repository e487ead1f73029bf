package org.offprint.formats.csv;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.offprint.formats.markdown.TexMath;

/**
 * Writes the tables of a full text as CSV (RFC 4180). A cell that spans several columns or rows is repeated in each of
 * them. Formulas are written as TeX between dollar signs. Captions and notes are omitted.
 */
public final class HtmlTables {

    private static final Pattern FIGURE = Pattern.compile("<(/?)figure\\b");

    /** Number that a spreadsheet must not treat as text, for example {@code -3.2}, {@code +1,5 %} or {@code −4}. */
    private static final Pattern NUMBER = Pattern.compile("[-+\u2212]?[0-9][0-9., \u00a0\u202f]*%?");

    private static final Pattern SPAN = Pattern.compile("[1-9][0-9]{0,4}");

    private static final int MAX_COLUMNS = 1_000;
    private static final int MAX_ROW_SPAN = 10_000;

    /** Number of cells, including repeated cells, after which no further row is written. */
    private static final int MAX_CELLS = 500_000;

    /**
     * Maximum length of the HTML of a figure, and of the texts of all cells. Parsing HTML takes about 20 times its
     * size.
     */
    private static final int MAX_LENGTH = 5_000_000;

    private int cells;
    private long length;

    private HtmlTables() {}

    /**
     * Returns the tables of one figure of a full text. Several tables of the figure are separated by an empty line.
     *
     * @param html HTML of the full text
     * @param figure id of the figure
     * @return empty if the text has no such figure, or if the figure contains no table
     */
    public static Optional<String> csv(String html, String figure) {
        return part(html, figure).map(part -> new HtmlTables().write(part)).filter(csv -> !csv.isEmpty());
    }

    /** Returns the HTML of a figure. Only this part of the full text is parsed. */
    private static Optional<String> part(String html, String figure) {
        Matcher start = Pattern.compile("<figure\\b[^>]*\\bid=\"" + Pattern.quote(figure) + "\"[^>]*>")
                .matcher(html);
        if (!start.find()) {
            return Optional.empty();
        }
        Matcher tags = FIGURE.matcher(html);
        int depth = 1;
        for (int at = start.end(); depth > 0 && tags.find(at); at = tags.end()) {
            depth += tags.group(1).isEmpty() ? 1 : -1;
        }
        return depth == 0 && tags.start() - start.start() <= MAX_LENGTH
                ? Optional.of(html.substring(start.start(), tags.start()))
                : Optional.empty();
    }

    private String write(String html) {
        return Jsoup.parseBodyFragment(html).select("table").stream()
                .filter(table -> table.parents().stream()
                        .noneMatch(around -> around.normalName().equals("table")))
                .map(this::rows)
                .filter(rows -> !rows.isEmpty())
                .map(rows -> rows.stream()
                        .map(row -> row.stream().map(HtmlTables::cell).collect(Collectors.joining(",")) + "\r\n")
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("\r\n"));
    }

    /** Cell from an earlier row that continues in the current row. */
    private record SpanningCell(String text, int rows) {}

    private List<List<String>> rows(Element table) {
        List<List<String>> rows = new ArrayList<>();
        Map<Integer, SpanningCell> open = new HashMap<>();
        for (Element row : table.select("> thead > tr, > tbody > tr, > tfoot > tr, > tr")) {
            if (cells >= MAX_CELLS) {
                break;
            }
            List<String> written = new ArrayList<>();
            for (Element cell : row.children()) {
                continueSpans(written, open);
                int rowSpan = span(cell, "rowspan", MAX_ROW_SPAN);
                String text = text(cell);
                for (int i = span(cell, "colspan", MAX_COLUMNS); i > 0 && written.size() < MAX_COLUMNS; i--) {
                    if (rowSpan > 1) {
                        open.put(written.size(), new SpanningCell(text, rowSpan - 1));
                    }
                    add(written, text);
                }
            }
            continueSpans(written, open);
            rows.add(written);
        }
        return rows;
    }

    private void continueSpans(List<String> row, Map<Integer, SpanningCell> open) {
        for (SpanningCell cell = open.remove(row.size()); cell != null; cell = open.remove(row.size())) {
            if (cell.rows() > 1) {
                open.put(row.size(), new SpanningCell(cell.text(), cell.rows() - 1));
            }
            add(row, cell.text());
        }
    }

    /** Adds a cell. The cell is empty if a repeated text would exceed the maximum length. */
    private void add(List<String> row, String text) {
        cells++;
        length += text.length();
        row.add(length <= MAX_LENGTH ? text : "");
    }

    private static int span(Element cell, String attribute, int max) {
        String value = cell.attr(attribute);
        return SPAN.matcher(value).matches() ? Math.min(Integer.parseInt(value), max) : 1;
    }

    private static String text(Element cell) {
        for (Element math : cell.select("math")) {
            math.replaceWith(new TextNode("$" + TexMath.texOf(math) + "$"));
        }
        cell.select(".back").remove();
        return cell.text();
    }

    private static String cell(String text) {
        return NUMBER.matcher(text).matches() ? quoted(text) : SpreadsheetText.csv(text);
    }

    private static String quoted(String number) {
        return number.indexOf(',') >= 0 ? '"' + number + '"' : number;
    }
}
