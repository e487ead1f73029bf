package org.offprint.kernel.identifiers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.offprint.kernel.identifiers.RejectionAssertions.refused;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlugTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    The Origin of Species|the-origin-of-species
                    Überraschung: Straße & Söhne|uberraschung-strasse-sohne
                    Łódź, Ærø, Đà Nẵng, Þór, Œuvre, Işık|lodz-aero-da-nang-thor-oeuvre-isik
                    O’Neil's H₂O ﬁle ½|oneils-h2o-file-1-2
                    Война и мир, Щука, объект, Йод|voina-i-mir-shchuka-obekt-iod
                    Ἀριστοτέλης Ψυχή|aristotelis-psychi
                    COVID-19 在中国|covid-19
                    -- a --- b --|a-b
                    ＦＵＬＬ ｗｉｄｔｈ|full-width
                    """)
    void the_slug_of_a_title_consists_of_ascii_words_with_hyphens_between_them(String title, String slug) {
        assertEquals(slug, Slug.of(title, "article").value());
    }

    @Test
    void a_title_without_latin_letters_gets_the_fallback_slug() {
        for (String title : new String[] {"中国经济", "2025", "", null, "!?", "שלום", "\uD800"}) {
            assertEquals("article", Slug.of(title, "article").value());
        }
    }

    @Test
    void the_slug_of_a_long_title_is_truncated_between_words() {
        assertEquals(
                "a".repeat(40) + "-" + "b".repeat(39),
                Slug.of("a".repeat(40) + " " + "b".repeat(39) + " c", "article").value());
        assertEquals(
                "a".repeat(40),
                Slug.of("a".repeat(40) + " " + "b".repeat(40), "article").value());
        assertEquals("a".repeat(80), Slug.of("a".repeat(90), "article").value());
    }

    @Test
    void a_slug_never_has_the_form_of_an_id() {
        String id = "019b0f6e-1c5a-7d3e-8f00-5a4b3c2d1e0f";
        assertEquals("article-" + id, Slug.of(id, "article").value());
        refused("slug-uuid", () -> Slug.parse(id.toUpperCase(Locale.ROOT)));
    }

    @Test
    void slugs_of_equal_titles_are_distinguished_by_a_number() {
        assertEquals("a-title-2", Slug.parse("a-title").numbered(2).value());
        assertEquals(200, Slug.parse("a".repeat(200)).numbered(12).value().length());
    }

    @Test
    void an_invalid_slug_is_rejected() {
        assertEquals("a-title", Slug.parse(" A-Title ").value());
        for (String bad : new String[] {"", "-a", "a-", "a--b", "a b", "é", "a/b", "a.b", null}) {
            refused("slug-format", () -> Slug.parse(bad));
        }
        refused("slug-length", () -> Slug.parse("a".repeat(201)));
    }
}
