package org.offprint.formats.fulltext.report;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Collects the outline, file references and remarks of a rendered full text. The number of entries is limited. */
public final class Report {

    private static final int MAX_REMARKS = 500;
    private static final int MAX_HEADINGS = 2_000;
    private static final int MAX_ENTRIES = 10_000;
    private static final int MAX_TEXT_LENGTH = 400;

    private final List<Remark> remarks = new ArrayList<>();
    private final List<Illustration> figures = new ArrayList<>();
    private final List<Illustration> tables = new ArrayList<>();
    private final List<AssetUse> assets = new ArrayList<>();
    private final List<Heading> contents = new ArrayList<>();
    /** Child headings of each open heading, innermost first. */
    private final Deque<List<Heading>> open = new ArrayDeque<>();

    private final Deque<Integer> depths = new ArrayDeque<>();
    private int headings;

    /** Adds a remark for the editor. Remarks after the first 500 are dropped. */
    public void remark(String kind, long line, String text) {
        if (remarks.size() < MAX_REMARKS) {
            remarks.add(new Remark(kind, line, shortened(text)));
        }
    }

    /** Adds a heading to the table of contents, below the last heading with a lower depth. */
    public void heading(int depth, String id, String html, String text) {
        if (headings++ >= MAX_HEADINGS) {
            return;
        }
        while (!depths.isEmpty() && depths.peek() >= depth) {
            depths.pop();
            open.pop();
        }
        List<Heading> parts = new ArrayList<>();
        (open.isEmpty() ? contents : open.peek()).add(new Heading(id, html, text, parts));
        open.push(parts);
        depths.push(depth);
    }

    public void figure(Illustration figure) {
        add(figures, figure);
    }

    /** Sets the image of a figure that was added earlier. Does nothing if the image is null. */
    public void imageOfFigure(int index, String image) {
        if (image != null && index < figures.size()) {
            Illustration figure = figures.get(index);
            figures.set(index, new Illustration(figure.id(), figure.label(), figure.title(), image));
        }
    }

    public void table(Illustration table) {
        add(tables, table);
    }

    public void asset(AssetUse use) {
        add(assets, use);
    }

    private static <T> void add(List<T> list, T entry) {
        if (list.size() < MAX_ENTRIES) {
            list.add(entry);
        }
    }

    private static String shortened(String text) {
        return text.length() <= MAX_TEXT_LENGTH
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_TEXT_LENGTH / 2)) + "…";
    }

    public List<Remark> remarks() {
        return remarks;
    }

    public List<Illustration> figures() {
        return figures;
    }

    public List<Illustration> tables() {
        return tables;
    }

    public List<AssetUse> assets() {
        return assets;
    }

    public List<Heading> contents() {
        return contents;
    }
}
