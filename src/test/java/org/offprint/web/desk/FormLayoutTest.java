package org.offprint.web.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.offprint.journal.articles.ArticleInput;
import org.offprint.journal.journals.JournalInput;
import org.offprint.kernel.json.MemberDescription;
import org.offprint.web.desk.FormLayout.Field;
import org.offprint.web.site.pages.InterfaceLanguages;

/** Tests that the forms show every member of articles and journals, and that every field has a label. */
class FormLayoutTest {

    private static final Path FOLDER = Path.of("src/main/resources/desk");

    private static Set<String> leftOut(String file) throws IOException {
        Set<String> left = new TreeSet<>();
        for (String line : Files.readAllLines(FOLDER.resolve(file))) {
            if (!line.startsWith("#") && !line.isBlank()) {
                String[] parts = line.split("\\s+", 2);
                assertTrue(parts.length == 2 && parts[1].length() > 20, line);
                left.add(parts[0]);
            }
        }
        return left;
    }

    private static List<Field> fields(FormLayout layout) {
        return layout.sections().stream()
                .flatMap(section -> layout.fields(section).stream())
                .toList();
    }

    @Test
    void every_member_of_an_article_is_in_the_layout_or_left_out_with_a_reason() throws IOException {
        check(FormLayout.ARTICLE, ArticleInput.class, "left-out.txt");
    }

    @Test
    void every_member_of_a_journal_is_in_the_layout_or_left_out_with_a_reason() throws IOException {
        check(FormLayout.JOURNAL, JournalInput.class, "journal-left-out.txt");
    }

    private static void check(FormLayout layout, Class<?> record, String file) throws IOException {
        Set<String> left = leftOut(file);
        Set<String> shown = new HashSet<>();
        for (Field field : fields(layout)) {
            shown.add(field.pointer());
            if (field.html() != null) {
                shown.add(field.html());
            }
            for (Field column : field.columns()) {
                shown.add(field.pointer() + "/" + column.pointer());
                if (column.html() != null) {
                    shown.add(field.pointer() + "/" + column.html());
                }
            }
        }
        List<String> missing = new ArrayList<>();
        Set<String> used = new TreeSet<>();
        check(record, "", fields(layout), shown, left, used, missing);
        assertEquals(List.of(), missing, "Add these members to the layout or to desk/" + file + ".");
        assertEquals(left, used, "Remove entries that are not needed from desk/" + file + ".");
    }

    private static void check(
            Class<?> record,
            String pointer,
            List<Field> fields,
            Set<String> shown,
            Set<String> left,
            Set<String> used,
            List<String> missing) {
        for (MemberDescription member : MemberDescription.of(record)) {
            String at = pointer + "/" + member.name();
            boolean isLeftOut = left.contains(at);
            boolean isGroupLeftOut = left.contains(pointer + "/*") && !shown.contains(at);
            if (isLeftOut || isGroupLeftOut) {
                used.add(isLeftOut ? at : pointer + "/*");
                assertTrue(!shown.contains(at), at);
                continue;
            }
            boolean hasColumns = fields.stream()
                    .anyMatch(field ->
                            field.pointer().equals(at) && !field.columns().isEmpty());
            boolean hasParts = shown.stream().anyMatch(each -> each.startsWith(at + "/"));
            if (hasColumns || hasParts) {
                check(member.type(), at, fields, shown, left, used, missing);
            } else if (!shown.contains(at)) {
                missing.add(at);
            }
        }
    }

    @Test
    void every_field_and_section_has_a_label() {
        Map<String, String> messages = InterfaceLanguages.read("en");
        List<String> missing = new ArrayList<>();
        for (FormLayout layout : List.of(FormLayout.ARTICLE, FormLayout.JOURNAL)) {
            layout.sections().forEach(section -> require(messages, "deskSection." + section, missing));
            for (Field field : fields(layout)) {
                require(messages, "deskField." + field.key(), missing);
                for (Field column : field.columns()) {
                    require(messages, "deskField." + field.name() + "." + column.pointer(), missing);
                }
            }
        }
        assertEquals(List.of(), missing);
    }

    private static void require(Map<String, String> messages, String name, List<String> missing) {
        String group = name.substring(0, name.indexOf('.') + 1);
        if (!messages.containsKey(name) && !messages.containsKey(group + name.substring(name.lastIndexOf('.') + 1))) {
            missing.add(name);
        }
    }

    @Test
    void a_location_belongs_to_the_section_that_shows_it() {
        assertEquals("title", FormLayout.ARTICLE.sectionOf("/titleHtml").orElseThrow());
        assertEquals(
                "contributors",
                FormLayout.ARTICLE.sectionOf("/contributors/3/orcid").orElseThrow());
        assertEquals(
                "funding", FormLayout.ARTICLE.sectionOf("/statements/funding").orElseThrow());
        assertEquals("files", FormLayout.ARTICLE.sectionOf("/files/0").orElseThrow());
        assertTrue(FormLayout.ARTICLE.sectionOf("/journal").isEmpty());
    }

    @Test
    void both_sides_of_a_comparison_keep_all_words() {
        for (String[] pair : new String[][] {
            {"the mud of Whitby", "the blue mud of Ribe"},
            {"", "new"},
            {"泥滩考古学", "泥滩的考古学"},
            {"طين الشاطئ الأزرق", "طين البحر"},
            {"same", "same"}
        }) {
            WordDifference.Sides sides = WordDifference.between(pair[0], pair[1]);
            assertEquals(pair[0], joined(sides.before()));
            assertEquals(pair[1], joined(sides.after()));
            assertEquals(
                    pair[0].equals(pair[1]),
                    sides.after().stream().noneMatch(WordDifference.Part::isChanged)
                            && sides.before().stream().noneMatch(WordDifference.Part::isChanged));
        }
    }

    private static String joined(List<WordDifference.Part> parts) {
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(part.text()));
        return text.toString();
    }
}
