package org.offprint.kernel.record.markup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.offprint.kernel.identifiers.InvalidValueException;

class MarkupTest {

    private static final String MATH = "<math xmlns=\"http://www.w3.org/1998/Math/MathML\">";

    @Test
    void allowed_markup_in_a_title_is_unchanged() {
        String html = "<i>Homo</i> <b>b</b> H<sub>2</sub>O x<sup>2</sup> <u>u</u> <s>s</s> <code>c</code> "
                + "<span class=\"sc\">sc</span>";
        Markup title = Markup.title(html);
        assertEquals(html, title.html());
        assertEquals("Homo b H2O x2 u s c sc", title.text());
        assertFalse(title.changed());
    }

    @Test
    void synonyms_of_emphasis_elements_are_replaced_without_being_reported_as_removed() {
        Markup title = Markup.title("<em>a</em> <strong>b</strong> <jats:italic>c</jats:italic>");
        assertEquals("<i>a</i> <b>b</b> <i>c</i>", title.html());
        assertEquals(List.of(), title.removed());
    }

    @Test
    void the_text_of_disallowed_elements_in_markup_is_preserved() {
        Markup title = Markup.title("a<a href=\"javascript:alert(1)\">b</a><font color=red>c</font><br>d<h1>e</h1>f");
        assertEquals("abc d e f", title.html());
        assertEquals(List.of("a", "br", "font", "h1"), title.removed());
    }

    @Test
    void scripts_and_styles_and_comments_are_removed_from_markup_with_their_content() {
        Markup title = Markup.title(
                "a<script>alert(1)</script><style>b{}</style><!-- c --><?php d ?><svg onload=alert(1)>e</svg>");
        assertEquals("a e", title.html());
        assertEquals("a e", title.text());
        assertEquals(List.of("#comment", "script", "style", "svg"), title.removed());
    }

    @Test
    void event_and_style_attributes_are_removed_from_markup() {
        Markup title = Markup.title("<i onclick=alert(1) style=\"x\" class=\"y\">a</i><span class=\"x\">b</span>");
        assertEquals("<i>a</i>b", title.html());
        assertEquals(List.of("@class", "@onclick", "@style", "span"), title.removed());
    }

    @Test
    void unescaped_special_characters_and_entities_in_markup_are_parsed_as_text() {
        Markup title = Markup.title("a < b && c > d &amp; &eacute;&lt;i&gt; &#x1F600; <![CDATA[x<y]]>");
        assertEquals("a &lt; b &amp;&amp; c &gt; d &amp; é&lt;i&gt; 😀 x&lt;y", title.html());
        assertEquals("a < b && c > d & é<i> 😀 x<y", title.text());
    }

    @Test
    void characters_that_are_illegal_in_xml_are_removed_from_markup() {
        Markup title = Markup.title("a\u0000b\u0001c\uFFFEd\uD800e &#11; שלום \u202Bעולם\u202C");
        assertEquals("abcde שלום \u202Bעולם\u202C", title.html());
        assertEquals(title.html(), title.text());
    }

    @Test
    void white_space_in_markup_is_collapsed_and_moved_out_of_elements() {
        Markup title = Markup.title("  a <b> b </b>\n\t<i></i> c\u00A0d <sub> </sub> ");
        assertEquals("a <b>b</b> c\u00A0d", title.html());
        assertEquals("a b c\u00A0d", title.text());
    }

    @Test
    void unclosed_and_incorrectly_nested_elements_in_markup_are_closed_in_order() {
        assertEquals("<b>a<i>b</i></b><i>c</i>", Markup.title("<b>a<i>b</b>c").html());
        assertEquals("a <i>b</i>", Markup.title("a</p></div></b><i>b").html());
    }

    @Test
    void paragraphs_in_a_title_are_replaced_with_spaces() {
        Markup title = Markup.title("<p>One</p><p>two</p><ul><li>three</li></ul>");
        assertEquals("One two three", title.html());
        assertEquals("One two three", title.text());
    }

    @Test
    void paragraphs_and_lists_in_an_abstract_are_preserved() {
        Markup block = Markup.block(
                "<p>One <b>two</b></p>\n<p></p><p>three</p><ul><li>a</li><li>b<ol><li>c</li></ol></li>" + "</ul>end");
        assertEquals(
                "<p>One <b>two</b></p><p>three</p><ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>end", block.html());
        assertEquals("One two\n\nthree\n\na\nb\nc\n\nend", block.text());
        assertFalse(block.changed());
    }

    @Test
    void block_elements_are_moved_out_of_inline_elements() {
        assertEquals(
                "<p><i>a</i></p><p><i>b</i></p>",
                Markup.block("<i><p>a</p><p>b</p></i>").html());
        assertEquals(
                "<ul><li>a</li><li>b</li></ul>",
                Markup.block("<ul>a<li>b</li></ul>").html());
        assertEquals("<p>a</p>", Markup.block("<li>a</li>").html());
        assertEquals(
                "<ol><li><p>a</p></li></ol>", Markup.block("<ol><p>a</p></ol>").html());
    }

    @Test
    void a_jats_abstract_is_parsed_like_an_html_abstract() {
        Markup block = Markup.block(
                "<jats:sec><jats:title>Aim</jats:title><jats:p>To <jats:italic>do</jats:italic>.</jats:p>"
                        + "<jats:list list-type=\"order\"><jats:list-item><jats:p>x</jats:p></jats:list-item></jats:list></jats:sec>");
        assertEquals("Aim<p>To <i>do</i>.</p><ol><li><p>x</p></li></ol>", block.html());
        assertEquals("Aim\n\nTo do.\n\nx", block.text());
    }

    @Test
    void formulas_in_markup_are_preserved_and_have_a_plain_text_form() {
        Markup title = Markup.title(
                "If <mml:math display=\"inline\"><mml:mfrac><mml:mi>a</mml:mi><mml:mrow><mml:mi>b</mml:mi>"
                        + "<mml:mo stretchy=\"false\">+</mml:mo><mml:mn>1</mml:mn></mml:mrow></mml:mfrac></mml:math> grows");
        assertEquals(
                "If <math xmlns=\"http://www.w3.org/1998/Math/MathML\" display=\"inline\"><mfrac><mi>a</mi><mrow><mi>b</mi>"
                        + "<mo stretchy=\"false\">+</mo><mn>1</mn></mrow></mfrac></math> grows",
                title.html());
        assertEquals("If a/(b+1) grows", title.text());
        assertEquals(List.of(), title.removed());
    }

    @Test
    void the_plain_text_of_a_formula_contains_root_signs() {
        Markup title = Markup.title("At <math><msqrt><mi>s</mi></msqrt><mo>+</mo><msqrt><mi>a</mi><mo>+</mo><mi>b</mi>"
                + "</msqrt></math> TeV");
        assertEquals("At √s+√(a+b) TeV", title.text());
        assertEquals(
                "∛x, ∜(a+b) and n√x",
                Markup.title("<math><mroot><mi>x</mi><mn>3</mn></mroot></math>, <math><mroot><mrow><mi>a</mi><mo>+</mo>"
                                + "<mi>b</mi></mrow><mn>4</mn></mroot></math> and <math><mroot><mi>x</mi><mi>n</mi>"
                                + "</mroot></math>")
                        .text());
    }

    @Test
    void the_plain_text_of_a_formula_separates_stacked_parts_and_functions_and_omits_invisible_parts() {
        assertEquals(
                "(n k)",
                Markup.title(
                                "<math><mo>(</mo><mfrac linethickness=\"0.0pt\"><mi>n</mi><mi>k</mi></mfrac><mo>)</mo></math>")
                        .text());
        assertEquals(
                "n/k",
                Markup.title("<math><mfrac linethickness=\"10pt\"><mi>n</mi><mi>k</mi></mfrac></math>")
                        .text());
        assertEquals(
                "ac",
                Markup.title("<math><mi>a</mi><mphantom><mi>b</mi></mphantom><mi>c</mi></math>")
                        .text());
        assertEquals(
                "sin x+f(x)",
                Markup.title("<math><mi>sin</mi><mo>\u2061</mo><mi>x</mi><mo>+</mo><mi>f</mi><mo>\u2061</mo><mo>(</mo>"
                                + "<mi>x</mi><mo>)</mo></math>")
                        .text());
    }

    @Test
    void links_and_actions_and_foreign_markup_are_removed_from_formulas() {
        Markup title = Markup.title(
                "<math><semantics><mrow href=\"javascript:alert(1)\" onclick=\"x\" xlink:href=\"y\">"
                        + "<maction actiontype=\"toggle\"><mi>x</mi><mi>y</mi></maction></mrow>"
                        + "<annotation encoding=\"application/x-tex\">x &lt; 1</annotation>"
                        + "<annotation-xml encoding=\"text/html\"><script>alert(1)</script></annotation-xml></semantics></math>");
        assertEquals(
                MATH
                        + "<semantics><mrow><mi>x</mi></mrow><annotation encoding=\"application/x-tex\">x &lt; 1</annotation>"
                        + "</semantics></math>",
                title.html());
        assertEquals("x", title.text());
        assertEquals(List.of("@href", "@onclick", "@xlink:href", "annotation-xml", "maction"), title.removed());
    }

    @Test
    void scripts_that_only_appear_after_the_browser_repairs_markup_are_removed() {
        Markup title = Markup.title("<math><mtext><table><mglyph><style><!--</style>"
                + "<img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">");
        assertFalse(title.html().contains("img"), title.html());
        assertFalse(title.html().contains("style"), title.html());
    }

    @Test
    void markup_with_ten_thousand_nested_elements_is_rejected() {
        for (String tag : List.of("<sub>", "<b>", "<div>", "<math><mrow>", "<ul><li>", "<table><td>")) {
            InvalidValueException refusal =
                    assertThrows(InvalidValueException.class, () -> Markup.block(tag.repeat(10_000) + "x"), tag);
            assertEquals("markup-depth", refusal.code());
        }
    }

    @Test
    void markup_whose_elements_reopen_each_other_endlessly_becomes_empty() {
        assertEquals("", Markup.block("<p><b>".repeat(10_000)).html());
        assertEquals("", Markup.title("<b><i></b></i>".repeat(10_000)).html());
    }

    @Test
    void markup_with_ninety_nested_elements_is_accepted() {
        Markup title = Markup.title("<sub>".repeat(90) + "x");
        assertTrue(title.html().endsWith("x" + "</sub>".repeat(90)));
    }

    @Test
    void markup_of_more_than_200000_characters_is_rejected() {
        String long_ = "x".repeat(Markup.MAX_LENGTH);
        assertEquals(Markup.MAX_LENGTH, Markup.title(long_).html().length());
        assertEquals(
                "markup-length",
                assertThrows(InvalidValueException.class, () -> Markup.title(long_ + "x"))
                        .code());
    }

    @Test
    void an_empty_element_with_a_namespace_prefix_does_not_enclose_the_next_elements_of_a_formula() {
        Markup markup = Markup.title("<mml:math xmlns:mml=\"http://www.w3.org/1998/Math/MathML\"><mml:mmultiscripts>"
                + "<mml:mi>D</mml:mi><mml:mprescripts /><mml:none /><mml:mi>C</mml:mi></mml:mmultiscripts>"
                + "<mml:mspace width=\"1em\"/><mml:mi>u</mml:mi></mml:math>");
        assertEquals(
                "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mmultiscripts><mi>D</mi><mprescripts></mprescripts>"
                        + "<none></none><mi>C</mi></mmultiscripts><mspace width=\"1em\"></mspace><mi>u</mi></math>",
                markup.html());
        assertEquals("DCu", markup.text());
    }
}
