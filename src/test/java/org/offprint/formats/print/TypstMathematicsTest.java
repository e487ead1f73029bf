package org.offprint.formats.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the conversion of MathML to Typst formulas and to alternative texts. */
class TypstMathematicsTest {

    private static Element math(String content) {
        return Jsoup.parseBodyFragment("<math>" + content + "</math>").selectFirst("math");
    }

    private static String of(String content) {
        return new TypstMathematics(new TypstText(Set.of())).of(math(content));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<mi>x</mi><mo>=</mo><mn>1.5</mn>|x \\= \"1.5\"",
                "<mi mathvariant='normal'>d</mi><mi>𝐱</mi>|upright(\"d\") 𝐱",
                "<mi>sin</mi><mo>\u2061</mo><mi>x</mi>|op(\"sin\") x",
                "<mi>max</mi>|op(\"max\", limits: #true)",
                "<mi>speed</mi>|class(\"normal\", \"speed\")",
                "<mo>-</mo><mi>a</mi>|\u2212 a",
                "<mtext>for  all </mtext>|\"for all \"",
                "<mfrac><mi>a</mi><mrow><mi>b</mi><mo>,</mo><mi>c</mi></mrow></mfrac>|frac(a, b \\, c)",
                "<mfrac linethickness='0'><mi>n</mi><mi>k</mi></mfrac>|mat(delim: #none, row-gap: #0.2em, n; k)",
                "<msqrt><mi>a</mi><mi>b</mi></msqrt>|sqrt(a b)",
                "<mroot><mi>a</mi><mn>3</mn></mroot>|root(\"3\", a)",
                "<msub><mi>a</mi><mi>i</mi></msub>|attach(a, b: i)",
                "<msup><mi>a</mi><mrow></mrow></msup>|attach(a, t: \"\")",
                "<msubsup><mo>∫</mo><mn>0</mn><mn>1</mn></msubsup>|attach(scripts(∫), b: \"0\", t: \"1\")",
                "<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover>|attach(limits(∑, inline: #false), b: i, t: n)",
                "<mover><mi>x</mi><mo>^</mo></mover>|accent(x, hat)",
                "<mover><mrow><mi>A</mi><mi>B</mi></mrow><mo>¯</mo></mover>|overline(A B)",
                "<munder><mi>x</mi><mo>_</mo></munder>|underline(x)",
                "<mmultiscripts><mi>C</mi><mn>6</mn><mn>2</mn><mprescripts/><none/><mn>14</mn></mmultiscripts>"
                        + "|attach(C, b: \"6\", t: \"2\", tl: \"14\")",
                "<mtable><mtr><mtd><mi>a</mi></mtd><mtd></mtd></mtr><mtr><mtd><mi>c</mi></mtd><mtd><mi>d</mi></mtd></mtr></mtable>"
                        + "|mat(delim: #none, a, \"\"; c, d)",
                "<mo>(</mo><mi>a</mi><mo>)</mo>|\\( a \\)",
                "<mo>(</mo><mfrac><mi>a</mi><mi>b</mi></mfrac><mo>)</mo>|lr(\\( frac(a, b) \\))",
                "<mo>{</mo><mtable><mtr><mtd><mi>a</mi></mtd></mtr></mtable>|lr(\\{ mat(delim: #none, a))",
                "<mi>f</mi><mo>{</mo><mtable><mtr><mtd><mi>a</mi></mtd></mtr></mtable>|f lr(\\{ mat(delim: #none, a))",
                "<mphantom><mi>a</mi></mphantom><mi>b</mi>|b",
                "<mspace width='.5em'></mspace><mspace width='-1em'></mspace>|#h(0.5em)",
                "<mstyle displaystyle='true'><mi>a</mi></mstyle>|display(a)",
                "<semantics><mi>a</mi><annotation encoding='x'>\\alpha</annotation></semantics>|a",
                "''|\"\"",
            })
    void elements_are_written_as_functions(String content, String formula) {
        assertEquals(formula, of(content));
    }

    @Test
    void a_table_that_is_the_whole_displayed_formula_becomes_aligned_lines() {
        Element math = math("<mtable><mtr><mtd class='align-right'><mi>a</mi></mtd><mtd class='align-left'><mo>=</mo>"
                + "<mn>1</mn></mtd></mtr><mtr><mtd class='align-right'><mi>b</mi></mtd><mtd class='align-left'><mo>=</mo>"
                + "<mn>2</mn></mtd></mtr></mtable>");
        math.attr("display", "block");
        assertEquals("a & \\= \"1\" \\ b & \\= \"2\"", new TypstMathematics(new TypstText(Set.of())).of(math));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<mi>#read</mi>|class(\"normal\", \"#read\")",
                "<mo>#</mo><mo>$</mo><mo>\\</mo><mo>&amp;</mo><mo>;</mo>|\\# \\$ \\\\ \\& \\;",
                "<mtext>\"#read(\"</mtext>|\"\\\"#read(\\\"\"",
                "<mi>\ue000</mi><mo>\ue001</mo>|\"[U+E000]\" \"[U+E001]\"",
                "<mspace width='1em); #evil('></mspace><mi>a</mi>|a",
                "<mfrac><mi>a</mi></mfrac>|frac(a, \"\")",
                "<msup></msup>|attach(\"\", t: \"\")",
            })
    void text_is_never_read_as_code(String content, String formula) {
        assertEquals(formula, of(content));
    }

    @Test
    void deeply_nested_formulas_are_written_as_text_in_bounded_time() {
        String formula = assertTimeout(Duration.ofSeconds(20), () -> of("<msqrt>".repeat(10_000) + "<mi>x</mi>"));
        assertTrue(formula.length() < 1_000, formula);
        assertTrue(formula.contains("x"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<mi>p</mi><mo>=</mo><mfrac><mrow><msub><mi>a</mi><mn>1</mn></msub><mo>-</mo><mi>b</mi></mrow><msqrt><mi>n</mi>"
                        + "</msqrt></mfrac>|p = (a_1 - b)/(√(n))",
                "<msup><mi>x</mi><mn>10</mn></msup>|x^(10)",
                "<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover>|∑_i^n",
                "<mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr><mtr><mtd><mi>c</mi></mtd></mtr></mtable>|a, b; c",
            })
    void a_formula_is_expressed_in_one_line_of_text(String content, String line) {
        assertEquals(line, TypstMathematics.spoken(math(content)));
    }

    @Test
    void a_stated_alternative_text_replaces_the_line_of_text() {
        Element math = math("<mi>x</mi>");
        math.attr("alttext", " a stated text ");
        assertEquals("a stated text", TypstMathematics.spoken(math));
        math.attr("alttext", "x".repeat(5_000));
        assertEquals(2_000, TypstMathematics.spoken(math).length());
    }
}
