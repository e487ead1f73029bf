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
    void what_a_title_may_hold_stays_as_it_is() {
        String html = "<i>Homo</i> <b>b</b> H<sub>2</sub>O x<sup>2</sup> <u>u</u> <s>s</s> <code>c</code> "
                + "<span class=\"sc\">sc</span>";
        Markup title = Markup.title(html);
        assertEquals(html, title.html());
        assertEquals("Homo b H2O x2 u s c sc", title.text());
        assertFalse(title.changed());
    }

    @Test
    void emphasis_is_spelled_with_the_shorter_names_and_that_is_no_change() {
        Markup title = Markup.title("<em>a</em> <strong>b</strong> <jats:italic>c</jats:italic>");
        assertEquals("<i>a</i> <b>b</b> <i>c</i>", title.html());
        assertEquals(List.of(), title.removed());
    }

    @Test
    void other_elements_go_and_their_text_stays() {
        Markup title = Markup.title("a<a href=\"javascript:alert(1)\">b</a><font color=red>c</font><br>d<h1>e</h1>f");
        assertEquals("abc d e f", title.html());
        assertEquals(List.of("a", "br", "font", "h1"), title.removed());
    }

    @Test
    void of_scripts_styles_and_comments_nothing_stays() {
        Markup title = Markup.title(
                "a<script>alert(1)</script><style>b{}</style><!-- c --><?php d ?><svg onload=alert(1)>e</svg>");
        assertEquals("a e", title.html());
        assertEquals("a e", title.text());
        assertEquals(List.of("#comment", "script", "style", "svg"), title.removed());
    }

    @Test
    void attributes_of_events_and_styles_go() {
        Markup title = Markup.title("<i onclick=alert(1) style=\"x\" class=\"y\">a</i><span class=\"x\">b</span>");
        assertEquals("<i>a</i>b", title.html());
        assertEquals(List.of("@class", "@onclick", "@style", "span"), title.removed());
    }

    @Test
    void characters_of_markup_and_entities_are_text_when_they_stand_alone() {
        Markup title = Markup.title("a < b && c > d &amp; &eacute;&lt;i&gt; &#x1F600; <![CDATA[x<y]]>");
        assertEquals("a &lt; b &amp;&amp; c &gt; d &amp; é&lt;i&gt; 😀 x&lt;y", title.html());
        assertEquals("a < b && c > d & é<i> 😀 x<y", title.text());
    }

    @Test
    void characters_that_xml_cannot_hold_go_and_other_scripts_stay() {
        Markup title = Markup.title("a\u0000b\u0001c\uFFFEd\uD800e &#11; שלום \u202Bעולם\u202C");
        assertEquals("abcde שלום \u202Bעולם\u202C", title.html());
        assertEquals(title.html(), title.text());
    }

    @Test
    void blanks_are_folded_and_stand_outside_elements() {
        Markup title = Markup.title("  a <b> b </b>\n\t<i></i> c\u00A0d <sub> </sub> ");
        assertEquals("a <b>b</b> c\u00A0d", title.html());
        assertEquals("a b c\u00A0d", title.text());
    }

    @Test
    void unclosed_and_crossed_elements_are_closed_in_order() {
        assertEquals("<b>a<i>b</i></b><i>c</i>", Markup.title("<b>a<i>b</b>c").html());
        assertEquals("a <i>b</i>", Markup.title("a</p></div></b><i>b").html());
    }

    @Test
    void a_title_has_no_paragraphs_but_its_words_stay_apart() {
        Markup title = Markup.title("<p>One</p><p>two</p><ul><li>three</li></ul>");
        assertEquals("One two three", title.html());
        assertEquals("One two three", title.text());
    }

    @Test
    void an_abstract_has_paragraphs_and_lists() {
        Markup block = Markup.block(
                "<p>One <b>two</b></p>\n<p></p><p>three</p><ul><li>a</li><li>b<ol><li>c</li></ol></li>" + "</ul>end");
        assertEquals(
                "<p>One <b>two</b></p><p>three</p><ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>end", block.html());
        assertEquals("One two\n\nthree\n\na\nb\nc\n\nend", block.text());
        assertFalse(block.changed());
    }

    @Test
    void blocks_move_out_of_inline_elements_and_lists_hold_items_only() {
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
    void a_jats_abstract_is_read_as_one_of_html() {
        Markup block = Markup.block(
                "<jats:sec><jats:title>Aim</jats:title><jats:p>To <jats:italic>do</jats:italic>.</jats:p>"
                        + "<jats:list list-type=\"order\"><jats:list-item><jats:p>x</jats:p></jats:list-item></jats:list></jats:sec>");
        assertEquals("Aim<p>To <i>do</i>.</p><ol><li><p>x</p></li></ol>", block.html());
        assertEquals("Aim\n\nTo do.\n\nx", block.text());
    }

    @Test
    void formulas_keep_their_structure_and_read_as_text() {
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
    void formulas_hold_no_links_actions_or_foreign_markup() {
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
    void the_mutation_of_styles_in_formulas_finds_nothing_to_run() {
        Markup title = Markup.title("<math><mtext><table><mglyph><style><!--</style>"
                + "<img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">");
        assertFalse(title.html().contains("img"), title.html());
        assertFalse(title.html().contains("style"), title.html());
    }

    @Test
    void ten_thousand_levels_are_refused() {
        for (String tag : List.of("<sub>", "<b>", "<div>", "<math><mrow>", "<ul><li>", "<table><td>")) {
            InvalidValueException refusal =
                    assertThrows(InvalidValueException.class, () -> Markup.block(tag.repeat(10_000) + "x"), tag);
            assertEquals("markup-depth", refusal.code());
        }
    }

    @Test
    void elements_that_reopen_each_other_without_end_leave_nothing() {
        assertEquals("", Markup.block("<p><b>".repeat(10_000)).html());
        assertEquals("", Markup.title("<b><i></b></i>".repeat(10_000)).html());
    }

    @Test
    void ninety_levels_are_taken() {
        Markup title = Markup.title("<sub>".repeat(90) + "x");
        assertTrue(title.html().endsWith("x" + "</sub>".repeat(90)));
    }

    @Test
    void more_than_two_hundred_thousand_characters_are_refused() {
        String long_ = "x".repeat(Markup.MAX_LENGTH);
        assertEquals(Markup.MAX_LENGTH, Markup.title(long_).html().length());
        assertEquals(
                "markup-length",
                assertThrows(InvalidValueException.class, () -> Markup.title(long_ + "x"))
                        .code());
    }

    @Test
    void what_follows_an_empty_element_of_a_prefixed_formula_is_kept_behind_it() {
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
