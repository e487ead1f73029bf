package org.offprint.web.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.record.ArticleVersion;
import org.offprint.kernel.record.contributors.ContributorKind;
import org.offprint.kernel.record.contributors.CreditRole;
import org.offprint.web.desk.FormLayout.Field;
import org.offprint.web.desk.FormLayout.Widget;
import org.offprint.web.site.pages.InterfaceLanguage;

/**
 * Creates the controls of a form from fields and their values.
 *
 * @param language language of the user interface
 * @param content language of the record
 * @param findings errors, whose pointers are those of the controls
 * @param advice readiness findings, keyed by JSON Pointer
 * @param choices options of the controls for issues and sections, keyed by widget
 */
record FormControls(
        InterfaceLanguage language,
        String content,
        List<Finding> findings,
        Map<String, List<Advice>> advice,
        Map<Widget, Map<String, String>> choices) {

    private static final int MANY_LINES = 6;

    /** Controls that are lists with one selected option. */
    private static final Set<Widget> SELECTIONS = Set.of(Widget.CHOICE, Widget.ISSUE, Widget.SECTION, Widget.JOURNAL);

    /** Accepted value of a control. */
    public record Option(String value, String label, boolean isSelected) {}

    /** Entry of a list of records. */
    public record Row(int number, String origin, String pointer, List<Control> cells, List<String> errors) {}

    /**
     * Readiness finding.
     *
     * @param isMust whether the indexing service requires this
     */
    public record Advice(String indexer, String text, String remedy, boolean isMust) {}

    /**
     * Control of a form.
     *
     * @param name JSON Pointer of the member
     * @param lines height of a text area in lines
     * @param isCode whether the value is written from left to right in all languages
     * @param isTooLong whether the list has too many entries to show
     * @param content language of the value, or null if it is an identifier
     */
    public record Control(
            String name,
            String id,
            String label,
            String hint,
            String widget,
            String value,
            List<Option> options,
            int maxLength,
            int lines,
            boolean isRequired,
            boolean isCode,
            boolean isTooLong,
            String content,
            String direction,
            List<String> errors,
            List<Advice> advice,
            List<Row> rows) {

        /** Returns the ids of the elements that describe the control. */
        public String describedBy() {
            List<String> ids = new ArrayList<>();
            if (!hint.isEmpty()) {
                ids.add(id + "-hint");
            }
            if (!errors.isEmpty()) {
                ids.add(id + "-error");
            }
            return String.join(" ", ids);
        }

        /** Returns whether the control or any of its rows has an error. */
        public boolean hasError() {
            return !errors.isEmpty()
                    || rows.stream()
                            .anyMatch(row -> !row.errors().isEmpty()
                                    || row.cells().stream().anyMatch(Control::hasError));
        }

        /** Returns the controls with errors, including those in rows. */
        public Stream<Control> withErrors() {
            return Stream.concat(
                    errors.isEmpty()
                                    && rows.stream()
                                            .allMatch(row -> row.errors().isEmpty())
                            ? Stream.of()
                            : Stream.of(this),
                    rows.stream().flatMap(row -> row.cells().stream()).flatMap(Control::withErrors));
        }

        /** Returns the errors of the control and of its rows as a whole. */
        public List<String> allErrors() {
            return Stream.concat(errors.stream(), rows.stream().flatMap(row -> row.errors().stream()))
                    .toList();
        }
    }

    /** Returns the controls of fields. */
    List<Control> controls(List<Field> fields, Map<String, JsonNode> values) {
        List<Control> controls = new ArrayList<>();
        for (Field field : fields) {
            JsonNode value = values.getOrDefault(field.pointer(), NullNode.instance);
            List<Row> rows = field.widget() == Widget.ROWS && value.size() <= FormLayout.MAX_ROWS
                    ? rows(field, value)
                    : List.of();
            controls.add(control(
                    field,
                    field.pointer(),
                    field.key(),
                    value,
                    rows,
                    field.widget() == Widget.ROWS ? errors(field.pointer()) : errorsWithin(field)));
        }
        return controls;
    }

    /** Returns the id of the element that is the control for a member. */
    static String idOf(String pointer) {
        return "f" + pointer.replace('/', '-');
    }

    private List<Row> rows(Field field, JsonNode value) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            JsonNode row = value.get(i);
            String pointer = field.pointer() + "/" + i;
            String found =
                    field.isMap() ? field.pointer() + "/" + row.path("language").asText() : pointer;
            List<Control> cells = new ArrayList<>();
            for (Field column : field.columns()) {
                String at = found + "/" + column.pointer();
                List<String> errors = findings.stream()
                        .filter(finding -> isAt(finding, at)
                                || column.html() != null && isAt(finding, found + "/" + column.html()))
                        .map(Finding::message)
                        .toList();
                cells.add(control(
                        column,
                        pointer + "/" + column.pointer(),
                        field.name() + "." + column.pointer(),
                        ArticleForm.cell(column, row),
                        List.of(),
                        errors));
            }
            rows.add(new Row(
                    i + 1, row.path(ArticleForm.ORIGIN).asText(Integer.toString(i)), pointer, cells, errors(found)));
        }
        return rows;
    }

    private static boolean isAt(Finding finding, String pointer) {
        return finding.pointer() != null
                && (finding.pointer().equals(pointer) || finding.pointer().startsWith(pointer + "/"));
    }

    private List<String> errors(String pointer) {
        return findings.stream()
                .filter(finding -> pointer.equals(finding.pointer()))
                .map(Finding::message)
                .toList();
    }

    private List<String> errorsWithin(Field field) {
        return findings.stream()
                .filter(finding -> finding.pointer() != null && FormLayout.covers(field, finding.pointer()))
                .map(Finding::message)
                .toList();
    }

    private Control control(Field field, String name, String key, JsonNode value, List<Row> rows, List<String> errors) {
        String shown = field.widget() == Widget.ROWS ? "" : ArticleForm.shown(field, value);
        boolean isText = !field.isCode() && field.terms().isEmpty();
        return new Control(
                name,
                idOf(name),
                label(key),
                hint(key, field),
                field.widget().name().toLowerCase(Locale.ROOT),
                shown,
                options(field, value),
                field.maxLength(),
                lines(field, shown),
                field.isRequired(),
                field.isCode(),
                field.widget() == Widget.ROWS && value.size() > FormLayout.MAX_ROWS,
                isText ? content : null,
                isText ? InterfaceLanguage.directionOf(content) : "ltr",
                errors,
                field.widget() == Widget.ROWS || name.equals(field.pointer()) ? adviceWithin(field) : List.of(),
                rows);
    }

    private List<Advice> adviceWithin(Field field) {
        return advice.entrySet().stream()
                .filter(each -> FormLayout.covers(field, each.getKey()))
                .flatMap(each -> each.getValue().stream())
                .distinct()
                .toList();
    }

    private static int lines(Field field, String shown) {
        String stated = field.options().get("rows");
        if (stated != null) {
            return Integer.parseInt(stated);
        }
        int lines = (int) shown.lines().count() + 1;
        return switch (field.widget()) {
            case MARKED -> 2;
            case TEXT -> 4;
            default -> Math.max(2, Math.min(lines, MANY_LINES));
        };
    }

    /** Returns the label of a member. Members with the same name and meaning share a label. */
    String label(String key) {
        return label(key, language);
    }

    static String label(String key, InterfaceLanguage language) {
        String own = "deskField." + key;
        return language.has(own)
                ? language.text(own)
                : language.text("deskField." + key.substring(key.lastIndexOf('.') + 1));
    }

    private String hint(String key, Field field) {
        String own = "deskHint." + key;
        String ofWidget = "deskHint." + field.widget().name().toLowerCase(Locale.ROOT);
        return language.has(own) ? language.text(own) : language.has(ofWidget) ? language.text(ofWidget) : "";
    }

    private List<Option> options(Field field, JsonNode value) {
        Map<String, String> labels = new LinkedHashMap<>(choices.getOrDefault(field.widget(), Map.of()));
        for (String term : field.terms()) {
            labels.put(term, term(field.vocabulary(), term));
        }
        List<String> selected = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(each -> selected.add(each.asText()));
        } else if (!value.isNull()) {
            selected.add(value.asText());
        }
        if (SELECTIONS.contains(field.widget())) {
            // Keep a value that the list does not contain, so that saving the form does not change it.
            selected.forEach(each -> labels.putIfAbsent(each, each));
        }
        return labels.entrySet().stream()
                .map(each -> new Option(each.getKey(), each.getValue(), selected.contains(each.getKey())))
                .toList();
    }

    private String term(Class<?> vocabulary, String term) {
        if (vocabulary == ArticleVersion.class) {
            return term;
        }
        String group = vocabulary == CreditRole.class
                ? "credit."
                : vocabulary == ContributorKind.class
                        ? "deskKind."
                        : Map.of(
                                        "ArticleType",
                                        "type.",
                                        "RelationType",
                                        "relation.",
                                        "ContributorRole",
                                        "contributor.",
                                        "FileRole",
                                        "file.",
                                        "IssnType",
                                        "issn.",
                                        "Minting",
                                        "deskMint.")
                                .getOrDefault(vocabulary.getSimpleName(), "");
        return language.has(group + term) ? language.text(group + term) : term;
    }

    /** Returns the readiness findings about the record of a report, keyed by JSON Pointer. */
    static Map<String, List<Advice>> advice(JsonNode report) {
        Map<String, List<Advice>> advice = new LinkedHashMap<>();
        report.path("rules").forEach(rule -> {
            boolean isOpen = rule.path("outcome").asText().equals("fail")
                    && rule.path("about").equals(report.path("about"));
            for (JsonNode place : isOpen ? rule.path("places") : NullNode.instance) {
                advice.computeIfAbsent(place.path("pointer").asText(), pointer -> new ArrayList<>())
                        .add(new Advice(
                                rule.path("indexer").asText(),
                                rule.path("text").asText(),
                                rule.path("remedy").asText(""),
                                rule.path("level").asText().equals("must")));
            }
        });
        return advice;
    }
}
