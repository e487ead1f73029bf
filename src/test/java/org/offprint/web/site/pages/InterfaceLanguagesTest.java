package org.offprint.web.site.pages;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.ibm.icu.text.MessagePattern;
import com.ibm.icu.text.MessagePattern.ArgType;
import com.ibm.icu.text.MessagePattern.Part;
import com.ibm.icu.text.PluralRules;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.offprint.journal.articles.PublicationKind;
import org.offprint.journal.articles.notices.Retraction;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.record.ArticleType;
import org.offprint.kernel.record.FileRole;
import org.offprint.kernel.record.IssnType;
import org.offprint.kernel.record.RelationType;
import org.offprint.kernel.record.contributors.ContributorRole;
import org.offprint.kernel.record.contributors.CreditRole;

/** Tests that the messages of all interface languages are complete. */
class InterfaceLanguagesTest {

    private static final String ENGLISH = "en";
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Pattern MESSAGE = Pattern.compile("\\bmsg:([A-Za-z0-9]+)");
    private static final Pattern TERM = Pattern.compile("\\btext:term\\('([A-Za-z0-9]+)'");

    private static final Pattern WORD = Pattern.compile("\\btext:term\\('([A-Za-z0-9]+', '[A-Za-z0-9.-]+)'\\)");

    /** Contract terms that templates show, keyed by message group. */
    private static final Map<String, Enum<?>[]> WORDS = Map.of(
            "type", ArticleType.values(),
            "relation", RelationType.values(),
            "credit", CreditRole.values(),
            "contributor", ContributorRole.values(),
            "retraction", Retraction.Kind.values(),
            "file", FileRole.values(),
            "publication", PublicationKind.values(),
            "issn", IssnType.values());

    static List<String> translated() {
        return InterfaceLanguages.BUILT_IN.stream()
                .filter(code -> !code.equals(ENGLISH))
                .toList();
    }

    static List<String> all() {
        return InterfaceLanguages.BUILT_IN;
    }

    private static InterfaceLanguage language(String code) {
        return new InterfaceLanguage(code, InterfaceLanguages.read(code));
    }

    @ParameterizedTest
    @MethodSource("translated")
    void a_translation_has_exactly_the_message_keys_of_english(String code) {
        assertEquals(
                String.join("\n", InterfaceLanguages.read(ENGLISH).keySet()),
                String.join("\n", InterfaceLanguages.read(code).keySet()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void no_interface_message_is_empty(String code) {
        InterfaceLanguages.read(code).forEach((name, text) -> assertTrue(!text.isBlank(), name));
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_translated_message_has_the_same_arguments_as_in_english(String code) {
        Map<String, String> english = InterfaceLanguages.read(ENGLISH);
        InterfaceLanguages.read(code)
                .forEach((name, text) -> assertEquals(arguments(english.get(name)), arguments(text), name));
    }

    private static Set<String> arguments(String text) {
        Set<String> arguments = new TreeSet<>();
        MessagePattern pattern = new MessagePattern(text);
        for (int i = 0; i < pattern.countParts(); i++) {
            if (pattern.getPart(i).getType() == Part.Type.ARG_NUMBER) {
                arguments.add(pattern.getSubstring(pattern.getPart(i)));
            }
        }
        return arguments;
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_plural_message_has_all_plural_forms_of_its_language_or_a_single_form(String code) {
        Set<String> forms = new TreeSet<>(
                PluralRules.forLocale(ULocale.forLanguageTag(code)).getKeywords());
        InterfaceLanguages.read(code).forEach((name, text) -> {
            Set<String> written = forms(text);
            boolean isOneForAll = written.isEmpty() || written.equals(Set.of("other"));
            // French, Spanish and Portuguese messages may use the general form instead of the form for millions.
            Set<String> missing = new TreeSet<>(forms);
            missing.removeAll(written);
            missing.remove("zero");
            if (Set.of("fr", "es", "pt").contains(code)) {
                missing.remove("many");
            }
            assertTrue(isOneForAll || missing.isEmpty(), name + " lacks " + missing);
        });
    }

    private static Set<String> forms(String text) {
        Set<String> forms = new HashSet<>();
        MessagePattern pattern = new MessagePattern(text);
        for (int i = 0; i < pattern.countParts(); i++) {
            Part part = pattern.getPart(i);
            if (part.getType() == Part.Type.ARG_START && part.getArgType() == ArgType.PLURAL) {
                for (int j = i; j < pattern.getLimitPartIndex(i); j++) {
                    if (pattern.getPart(j).getType() == Part.Type.ARG_SELECTOR) {
                        forms.add(pattern.getSubstring(pattern.getPart(j)));
                    }
                }
            }
        }
        return forms;
    }

    @ParameterizedTest
    @MethodSource("all")
    void every_message_used_in_templates_is_defined(String code) throws IOException {
        InterfaceLanguage language = language(code);
        List<String> missing = new ArrayList<>();
        for (String name : named(MESSAGE)) {
            if (!language.has(name)) {
                missing.add(name);
            }
        }
        for (String group : named(TERM)) {
            if (language.messages().keySet().stream().noneMatch(name -> name.startsWith(group + "."))) {
                missing.add(group);
            }
        }
        for (String word : named(WORD)) {
            if (!language.has(word.replace("', '", "."))) {
                missing.add(word);
            }
        }
        WORDS.forEach((group, words) -> {
            for (Enum<?> word : words) {
                String name = group + "." + Vocabulary.termOf(word);
                if (!language.has(name)) {
                    missing.add(name);
                }
            }
        });
        assertEquals(List.of(), missing);
    }

    private static Set<String> named(Pattern pattern) throws IOException {
        Set<String> named = new TreeSet<>();
        try (Stream<Path> templates = Files.walk(TEMPLATES)) {
            for (Path template : templates.filter(Files::isRegularFile).toList()) {
                Matcher found = pattern.matcher(Files.readString(template));
                while (found.find()) {
                    named.add(found.group(1));
                }
            }
        }
        assertTrue(!named.isEmpty());
        return named;
    }

    @Test
    void each_interface_language_has_a_distinct_native_name() {
        Set<String> names = new HashSet<>();
        all().forEach(code -> names.add(language(code).ownName()));
        assertEquals(all().size(), names.size());
    }

    @Test
    void counts_and_years_are_formatted_for_the_interface_language() {
        assertEquals("and 1 more", language("en").text("andMore", 1));
        assertEquals("et 1 autre", language("fr").text("andMore", 1));
        assertEquals("et 5 autres", language("fr").text("andMore", 5));
        assertEquals("وواحد آخر", language("ar").text("andMore", 1));
        assertEquals("واثنان آخران", language("ar").text("andMore", 2));
        assertEquals("Articles of 2025", language("en").text("articlesOf", 2025));
        assertEquals("2025 年文章", language("zh").text("articlesOf", 2025));
        assertEquals(
                "ar",
                all().stream()
                        .filter(code -> language(code).direction().equals("rtl"))
                        .collect(joining()));
    }
}
