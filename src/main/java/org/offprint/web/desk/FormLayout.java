package org.offprint.web.desk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.offprint.journal.articles.ArticleInput;
import org.offprint.journal.journals.JournalInput;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.kernel.json.MemberDescription;
import org.offprint.kernel.json.Vocabulary;

/**
 * Fields of the form of a record, read from a layout file such as {@code desk/article.layout}. A line of the file names the
 * section and the member of a field. Types, limits and vocabularies come from the record classes.
 */
final class FormLayout {

    /** Layout of the article form. */
    static final FormLayout ARTICLE = new FormLayout("/desk/article.layout", ArticleInput.class);

    /** Layout of the journal form. */
    static final FormLayout JOURNAL = new FormLayout("/desk/journal.layout", JournalInput.class);

    /** Maximum number of entries that a form shows. */
    static final int MAX_ROWS = 200;

    private static final int SHORT = 1_000;

    private final Map<String, List<Field>> sections = new LinkedHashMap<>();

    /** Kinds of controls. */
    enum Widget {
        LINE,
        TEXT,
        MARKED,
        CHOICE,
        CHOICES,
        CHECK,
        NUMBER,
        DATE,
        LANGUAGE,
        LICENSE,
        WORDS,
        MENTIONS,
        ISSUE,
        SECTION,
        JOURNAL,
        ROWS
    }

    /**
     * Field of a form.
     *
     * @param pointer JSON Pointer of the member; for a column, the name of the member in the row
     * @param terms accepted values, or an empty list if the values are not a vocabulary
     * @param vocabulary class of the vocabulary, or null
     * @param maxLength maximum number of characters; 0 if there is no limit
     * @param options options of the widget by name
     * @param columns fields of each row; empty if the value is not a list or map of records
     */
    record Field(
            String pointer,
            Widget widget,
            List<String> terms,
            Class<?> vocabulary,
            int maxLength,
            boolean isRequired,
            boolean isMap,
            Map<String, String> options,
            List<Field> columns) {

        /** Returns the name of the member. */
        String name() {
            return pointer.substring(pointer.lastIndexOf('/') + 1);
        }

        /** Returns the member with the markup of this text, or null if the text has no markup. */
        String html() {
            return options.get("html");
        }

        /** Returns whether the value is an identifier or another text that is written from left to right. */
        boolean isCode() {
            return vocabulary != null && terms.isEmpty() || options.containsKey("code");
        }

        /** Returns the name of the label and of the hint. Members with the same name and meaning share a label. */
        String key() {
            return options.getOrDefault("label", pointer.substring(1).replace('/', '.'));
        }
    }

    private FormLayout(String file, Class<?> record) {
        try (InputStream in = FormLayout.class.getResourceAsStream(file)) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> add(line.strip().split("\\s+"), record));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String[] parts, Class<?> record) {
        MemberDescription member = member(record, parts[1]);
        List<Field> columns = new ArrayList<>();
        Map<String, String> options = new LinkedHashMap<>();
        for (String option : Arrays.asList(parts).subList(Math.min(3, parts.length), parts.length)) {
            if (option.contains("=")) {
                options.put(option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1));
            } else {
                columns.add(column(option, member));
            }
        }
        Widget widget = parts.length > 2 ? Widget.valueOf(parts[2].toUpperCase(Locale.ROOT)) : derived(member);
        sections.computeIfAbsent(parts[0], name -> new ArrayList<>())
                .add(field(parts[1], widget, member, options, columns));
    }

    private static Field column(String option, MemberDescription rows) {
        String name = option.replaceFirst(":.*", "");
        // The key of a map of records is not a member of the records.
        MemberDescription member = rows.isMap() && name.equals("language")
                ? new MemberDescription(name, LanguageTag.class, false, false, 0, true)
                : member(rows.type(), "/" + name);
        Widget widget = option.contains(":")
                ? Widget.valueOf(option.substring(option.indexOf(':') + 1).toUpperCase(Locale.ROOT))
                : derived(member);
        return field(
                name, widget, member, widget == Widget.MARKED ? Map.of("html", name + "Html") : Map.of(), List.of());
    }

    private static Field field(
            String pointer, Widget widget, MemberDescription member, Map<String, String> options, List<Field> columns) {
        boolean isTerm = member.type().isEnum();
        return new Field(
                pointer,
                widget,
                isTerm ? List.copyOf(Vocabulary.terms(member.type()).keySet()) : List.of(),
                isTerm || member.type() != String.class && !member.type().isPrimitive() ? member.type() : null,
                member.isList() || member.isMap() ? 0 : member.maxLength(),
                member.isRequired(),
                member.isMap(),
                Map.copyOf(options),
                List.copyOf(columns));
    }

    private static MemberDescription member(Class<?> record, String pointer) {
        Class<?> type = record;
        MemberDescription found = null;
        boolean isRequired = true;
        for (String name : pointer.substring(1).split("/")) {
            Class<?> owner = type;
            found = MemberDescription.of(type).stream()
                    .filter(member -> member.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(owner + " has no member " + name));
            type = found.type();
            isRequired &= found.isRequired();
        }
        // A required member of an optional object is not required.
        return new MemberDescription(
                found.name(), found.type(), found.isList(), found.isMap(), found.maxLength(), isRequired);
    }

    private static Widget derived(MemberDescription member) {
        Class<?> type = member.type();
        if (member.isList()) {
            return type.isEnum() ? Widget.CHOICES : Widget.WORDS;
        } else if (type.isEnum()) {
            return Widget.CHOICE;
        } else if (type == boolean.class || type == Boolean.class) {
            return Widget.CHECK;
        } else if (type == Integer.class) {
            return Widget.NUMBER;
        } else if (type == PartialDate.class) {
            return Widget.DATE;
        } else if (type == LanguageTag.class) {
            return Widget.LANGUAGE;
        }
        return type == String.class && member.maxLength() > 2 * SHORT ? Widget.TEXT : Widget.LINE;
    }

    /** Returns the names of the sections in display order. */
    List<String> sections() {
        return List.copyOf(sections.keySet());
    }

    /** Returns the fields of a section, or an empty list if there is no such section. */
    List<Field> fields(String section) {
        return sections.getOrDefault(section, List.of());
    }

    /** Returns the section with the field for a location in a record, or empty if no field shows the location. */
    Optional<String> sectionOf(String pointer) {
        return sections.entrySet().stream()
                .filter(section -> section.getValue().stream().anyMatch(field -> covers(field, pointer)))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Returns whether a field shows a location in the record, or a part of that location. */
    static boolean covers(Field field, String pointer) {
        return isWithin(pointer, field.pointer())
                || field.html() != null && isWithin(pointer, field.html())
                || !pointer.isEmpty() && isWithin(field.pointer(), pointer);
    }

    private static boolean isWithin(String pointer, String outer) {
        return pointer.equals(outer) || pointer.startsWith(outer + "/");
    }
}
